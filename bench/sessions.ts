// What a session costs a request, in microseconds of CPU: opened from its cookie, changed, written to a new one. miniflask beside
// cookie-session, iron-session, @fastify/secure-session and real Flask, in turns. `npm install` here, then
//     MINIFLASK_PYTHON=… node --import tsx --conditions @miniflask/source bench/sessions.ts
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
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
import Fastify from "fastify";
import { sealData, unsealData } from "iron-session";

const ROUNDS = 9;
const CALLS = 5000;
const SECRET = "a secret of thirty-two characters";
const CONTENT = { user_id: 42, name: "someone", theme: "dark", _fresh: true };
const require = createRequire(import.meta.url);

/** One request with a session: takes its cookie, gives the next one. */
type Exchange = (cookie: string, turn: number) => string | Promise<string>;

function miniflask(sessions: SessionInterface): Exchange {
  const app = { config: { SECRET_KEY: SECRET } };
  return async (cookie, turn) => {
    let written = "";
    const session = await sessions.open_session(app, { cookies: { get: () => cookie || undefined } });
    if (session === null) throw new Error("the key is set");
    if (cookie === "") session.update(CONTENT);
    session.turn = turn;
    await sessions.save_session(app, session, {
      set_cookie: (_key, value) => {
        written = value;
      },
      delete_cookie: () => {},
      vary: { add: () => {} },
    });
    return written;
  };
}

/** The least that a signed session needs: verify, parse, serialise, sign, with no rules about when. */
function bare(): Exchange {
  const serializer = new URLSafeTimedSerializer(SECRET, { signer_kwargs: { key_derivation: "hmac" } });
  return (cookie, turn) => {
    const content = cookie === "" ? { ...CONTENT } : (serializer.loads(cookie, { max_age: 3600 }) as object);
    return serializer.dumps({ ...content, turn });
  };
}

function cookie_session(): Exchange {
  const middleware = require("cookie-session")({ keys: [SECRET] });
  return (cookie, turn) => {
    let written: string[] = [];
    const request: { headers: object; connection: object; session?: Record<string, unknown> } = {
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
      Object.assign(request.session ?? {}, cookie === "" ? CONTENT : {}, { turn });
    });
    response.writeHead(200);
    return written.map((header) => header.split(";")[0]).join("; ");
  };
}

async function fastify_secure_session(): Promise<Exchange> {
  const app = Fastify();
  await app.register(secure_session, { key: randomBytes(32) });
  await app.ready();
  return (cookie, turn) => {
    const session = cookie === "" ? app.createSecureSession({ ...CONTENT }) : app.decodeSecureSession(cookie);
    if (session === null) throw new Error("its own cookie is refused");
    session.set("turn", turn);
    return app.encodeSecureSession(session);
  };
}

function iron_session(): Exchange {
  return async (cookie, turn) => {
    const content = cookie === "" ? CONTENT : await unsealData<object>(cookie, { password: SECRET });
    return sealData({ ...content, turn }, { password: SECRET });
  };
}

const FLASK = `
import sys, time
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
app = Flask("bench"); app.secret_key = ${JSON.stringify(SECRET)}
interface = SecureCookieSessionInterface()
class Cookies(dict): pass
class Request: cookies = Cookies()
class Vary:
    def add(self, value): pass
class Response:
    vary = Vary()
    def set_cookie(self, name, value, **options): Request.cookies["session"] = value
with app.app_context():
    def visit(turn):
        session = interface.open_session(app, Request())
        if not session: session.update(user_id=42, name="someone", theme="dark", _fresh=True)
        session["turn"] = turn
        interface.save_session(app, session, Response())
    for turn in range(2000): visit(turn)
    best = 1e9
    for _ in range(5):
        start = time.process_time()
        for turn in range(5000): visit(turn)
        best = min(best, (time.process_time() - start) / 5000)
print(best * 1e6)
`;

async function cpu_microseconds(exchange: Exchange): Promise<number> {
  let cookie = await exchange("", 0);
  const start = process.cpuUsage();
  for (let turn = 0; turn < CALLS; turn++) cookie = await exchange(cookie, turn);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / CALLS;
}

const exchanges: Record<string, Exchange> = {
  "bare verify, parse and sign": bare(),
  "miniflask, signed": miniflask(new SecureCookieSessionInterface()),
  "miniflask, encrypted": miniflask(new EncryptedCookieSessionInterface()),
  "miniflask, server side (memory)": miniflask(new ServerSideSessionInterface(new MemoryStore())),
  "cookie-session (signed)": cookie_session(),
  "@fastify/secure-session (encrypted)": await fastify_secure_session(),
  "iron-session (encrypted)": iron_session(),
};
const best = new Map<string, number>();
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, exchange] of Object.entries(exchanges)) {
    const microseconds = await cpu_microseconds(exchange);
    best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, microseconds));
  }
}
const python = process.env.MINIFLASK_PYTHON;
if (python !== undefined)
  best.set("Flask 3.1 (signed)", Number(execFileSync(python, ["-c", FLASK], { encoding: "utf8" })));
console.log("microseconds of CPU for one session, opened, changed and written:");
for (const [name, microseconds] of best)
  console.log(`${name.padEnd(38)}${microseconds.toFixed(1).padStart(8)}`);
process.exit(0);
