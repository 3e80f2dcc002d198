// What signed data costs: miniflask beside itsdangerous, Flask, cookie-session, @fastify/secure-session, iron-session and the least
// that node:crypto and JSON can do. All take turns in one process; each round goes through the cookies of many clients.
// `npm install` here, then, from the root and with the workspace's Node,
//     MINIFLASK_PYTHON=… node --conditions @miniflask/source bench/sessions.ts
import { execFileSync } from "node:child_process";
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from "node:crypto";
import { createRequire } from "node:module";
import secure_session from "@fastify/secure-session";
import {
  EncryptedCookieSessionInterface,
  MemoryStore,
  SecureCookieSessionInterface,
  ServerSideSessionInterface,
  type SessionInterface,
  URLSafeTimedSerializer,
} from "@miniflask/core/sessions";
import Fastify, { type FastifyInstance } from "fastify";
import { sealData, unsealData } from "iron-session";

const ROUNDS = 25;
const CALLS = 4000;
const CLIENTS = 1000;
// iron-session derives its keys anew for each cookie, a hundred times the work of the others.
const SLOW = { calls: 30, clients: 30 };
const SECRET = "a secret of thirty-two characters";
const MAX_AGE = 3600;
const require = createRequire(import.meta.url);

type Content = Record<string, unknown>;

/** Plain JSON of 29 bytes, and of 74, where compressing only just does not pay and Flask has to try. */
const CONTENTS: Record<string, Content> = {
  short: { user_id: 1042 },
  long: { user_id: 1042, name: "someone", theme: "dark", _fresh: true },
};

/** Takes a client's last cookie, "" at first, and gives the next one, with `turn` in it. */
type Exchange = (cookie: string, turn: number) => string | Promise<string>;
type MakeExchange = (content: Content) => Exchange;

/** HMAC-SHA1 as itsdangerous makes it; a KeyObject, as Node 24 takes ten times as long with a key in bytes. */
const by_hand: MakeExchange = (content) => {
  const key = createSecretKey(createHmac("sha1", SECRET).update("cookie-session").digest());
  const sign = (value: string) => createHmac("sha1", key).update(value).digest("base64url");
  const verify = (cookie: string): Content => {
    const at = cookie.lastIndexOf(".");
    const value = cookie.slice(0, at);
    const given = Buffer.from(cookie.slice(at + 1));
    if (!timingSafeEqual(given, Buffer.from(sign(value)))) throw new Error("forged");
    const [payload = "", stamp = ""] = value.split(".");
    if (Buffer.from(stamp, "base64url").readUInt32BE() < Date.now() / 1000 - MAX_AGE) throw new Error("old");
    return JSON.parse(Buffer.from(payload, "base64url").toString());
  };
  return (cookie, turn) => {
    const next = { ...(cookie === "" ? content : verify(cookie)), turn };
    const stamp = Buffer.alloc(4);
    stamp.writeUInt32BE(Math.floor(Date.now() / 1000));
    const payload = Buffer.from(JSON.stringify(next)).toString("base64url");
    const value = `${payload}.${stamp.toString("base64url")}`;
    return `${value}.${sign(value)}`;
  };
};

const itsdangerous: MakeExchange = (content) => {
  const serializer = new URLSafeTimedSerializer(SECRET, { signer_kwargs: { key_derivation: "hmac" } });
  return (cookie, turn) => {
    const known = cookie === "" ? content : (serializer.loads(cookie, { max_age: MAX_AGE }) as Content);
    return serializer.dumps({ ...known, turn });
  };
};

function sessions_of(make_interface: () => SessionInterface): MakeExchange {
  return (content) => {
    const sessions = make_interface();
    const app = { config: { SECRET_KEY: SECRET } };
    let read = "";
    let written = "";
    const request = { cookies: { get: () => read || undefined } };
    const response = {
      set_cookie: (_key: string, value: string) => {
        written = value;
      },
      delete_cookie: () => {},
      vary: { add: () => {} },
    };
    return (cookie, turn) => {
      read = cookie;
      const change = (session: Awaited<ReturnType<typeof sessions.open_session>>) => {
        if (session === null) throw new Error("the key is set");
        if (cookie === "") session.update(content);
        session.turn = turn;
        return session;
      };
      const opened = sessions.open_session(app, request);
      if (!(opened instanceof Promise)) {
        sessions.save_session(app, change(opened), response);
        return written;
      }
      return opened
        .then((session) => sessions.save_session(app, change(session), response))
        .then(() => written);
    };
  };
}

const cookie_session: MakeExchange = (content) => {
  const middleware = require("cookie-session")({ keys: [SECRET] });
  return (cookie, turn) => {
    let written: string[] = [];
    const request: { headers: object; connection: object; session?: Content } = {
      headers: { cookie },
      connection: {},
    };
    const response = {
      getHeader: () => undefined,
      setHeader: (_name: string, value: string[]) => {
        written = value;
      },
      writeHead: (_status: number) => {},
    };
    middleware(request, response, () => {
      Object.assign(request.session ?? {}, cookie === "" ? content : {}, { turn });
    });
    response.writeHead(200);
    return written.map((header) => header.split(";")[0]).join("; ");
  };
};

/** A client that sends the same cookie again and again, as a page's parts do: miniflask knows the last 256 that it verified. */
function repeated(make: MakeExchange): MakeExchange {
  return (content) => {
    const exchange = make(content);
    const cookie = exchange("", 0) as string;
    return (_last, turn) => exchange(cookie, turn);
  };
}

function fastify_session(app: FastifyInstance): MakeExchange {
  return (content) => (cookie, turn) => {
    const session = cookie === "" ? app.createSecureSession({ ...content }) : app.decodeSecureSession(cookie);
    if (session === null) throw new Error("its own cookie is refused");
    session.set("turn", turn);
    return app.encodeSecureSession(session);
  };
}

const iron_session: MakeExchange = (content) => async (cookie, turn) => {
  const known = cookie === "" ? content : await unsealData<Content>(cookie, { password: SECRET });
  return sealData({ ...known, turn }, { password: SECRET });
};

/** What Python takes for the same: itsdangerous alone, and Flask's session interface. */
const PYTHON = `
import json, sys, time
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
secret, content = ${JSON.stringify(SECRET)}, json.loads(sys.argv[1])
app = Flask("bench"); app.secret_key = secret
interface = SecureCookieSessionInterface()
serializer = URLSafeTimedSerializer(secret, signer_kwargs={"key_derivation": "hmac"})
class Request: cookies = {}
class Vary:
    def add(self, value): pass
class Response:
    vary = Vary()
    def set_cookie(self, name, value, **options): self.written = value
response = Response()
def token(cookie, turn):
    known = serializer.loads(cookie, max_age=${MAX_AGE}) if cookie else content
    return serializer.dumps({**known, "turn": turn})
def session(cookie, turn):
    Request.cookies = {"session": cookie}
    opened = interface.open_session(app, Request)
    if not cookie: opened.update(content)
    opened["turn"] = turn
    interface.save_session(app, opened, response)
    return response.written
def measure(exchange):
    cookies = [exchange("", turn) for turn in range(1000)]
    best = 1e9
    for _ in range(5):
        start = time.process_time()
        for turn in range(4000): cookies[turn % 1000] = exchange(cookies[turn % 1000], turn)
        best = min(best, (time.process_time() - start) / 4000)
    return best * 1e6
with app.app_context(): print(measure(token), measure(session))
`;

async function cpu_microseconds(exchange: Exchange, cookies: string[], calls: number): Promise<number> {
  const start = process.cpuUsage();
  for (let turn = 0; turn < calls; turn++) {
    const client = turn % cookies.length;
    const next = exchange(cookies[client] ?? "", turn);
    cookies[client] = typeof next === "string" ? next : await next;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / calls;
}

const fastify = Fastify();
await fastify.register(secure_session, { key: randomBytes(32) });
await fastify.ready();
const signed_sessions = sessions_of(() => new SecureCookieSessionInterface());
const CONTENDERS: Record<string, MakeExchange> = {
  "node:crypto and JSON by hand": by_hand,
  "miniflask, URLSafeTimedSerializer": itsdangerous,
  "miniflask, signed session": signed_sessions,
  "miniflask, one signed session again": repeated(signed_sessions),
  "miniflask, encrypted session": sessions_of(() => new EncryptedCookieSessionInterface()),
  "miniflask, session in memory": sessions_of(() => new ServerSideSessionInterface(new MemoryStore())),
  "@fastify/secure-session (encrypted)": fastify_session(fastify),
  "cookie-session (signed)": cookie_session,
  "iron-session (encrypted)": iron_session,
};

for (const [size, content] of Object.entries(CONTENTS)) {
  const best = new Map<string, number>();
  const rivals = Object.entries(CONTENDERS).map(([name, make]) => {
    const { calls, clients } = make === iron_session ? SLOW : { calls: CALLS, clients: CLIENTS };
    return { name, exchange: make(content), calls, cookies: Array.from({ length: clients }, () => "") };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, exchange, calls, cookies } of rivals) {
      const microseconds = await cpu_microseconds(exchange, cookies, calls);
      if (round > 2) best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, microseconds));
    }
  }
  const python = process.env.MINIFLASK_PYTHON;
  if (python !== undefined) {
    const answer = execFileSync(python, ["-c", PYTHON, JSON.stringify(content)], { encoding: "utf8" });
    const [token, session] = answer.split(" ").map(Number);
    best.set("itsdangerous 2.2 (Python)", token ?? 0);
    best.set("Flask 3.1, signed session (Python)", session ?? 0);
  }
  console.log(`${size}: verified, changed and signed, µs of CPU, and how many a second`);
  for (const [name, microseconds] of best) {
    console.log(
      `  ${name.padEnd(38)}${microseconds.toFixed(1).padStart(8)}${(1e6 / microseconds).toFixed(0).padStart(10)}`,
    );
  }
}
process.exit(0);
