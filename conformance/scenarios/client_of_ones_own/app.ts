import {
  Flask,
  flash,
  g,
  get_flashed_messages,
  int,
  jsonify,
  Response,
  redirect,
  request,
  session,
  url_for,
} from "miniflask";
import { FlaskClient, type FlaskClientOptions, type OpenOptions } from "miniflask/testing";

export const log: string[] = [];

class OwnResponse extends Response {
  static override readonly default_mimetype = "text/own";
}

class Client extends FlaskClient {
  readonly token: string | undefined;

  constructor(app: Flask, options: FlaskClientOptions & { token?: string } = {}) {
    super(app, options);
    this.token = options.token;
  }

  override async open(path?: string, options: OpenOptions = {}) {
    const headers = { ...(options.headers as Record<string, string>) };
    if (this.token) headers["Authorization"] ??= `Token ${this.token}`;
    const response = await super.open(path, { ...options, headers });
    log.push(`opened ${response.request.method} ${response.request.path} ${response.status_code}`);
    return response;
  }

  login(user: string) {
    return this.post("/login", { data: { user }, follow_redirects: true });
  }
}

export const app = new Flask(import.meta.url);
app.secret_key = "own client";
app.test_client_class = Client as unknown as typeof FlaskClient;
app.response_class = OwnResponse;

app.post("/login", function login() {
  session.user = request.form["user"];
  flash(`Welcome ${session.user}`, "welcome");
  return redirect(url_for("me"), 303);
});

app.get("/me", function me() {
  g.user = session.get("user");
  return jsonify({
    user: g.user ?? null,
    auth: request.headers.get("Authorization") ?? null,
    flashes: get_flashed_messages({ with_categories: true }),
  });
});

app.route("/body", { methods: ["POST", "PUT", "DELETE"] }, function body() {
  return `${request.method} ${request.content_type ?? "None"} ${request.get_data({ as_text: true })}`;
});

app.route("/move", { methods: ["GET", "POST", "HEAD"] }, function move() {
  return redirect(url_for("body"), int(request.args["code"]!));
});

const word = (value: unknown) => (value ? "True" : "False");
const py = (value: unknown): string => {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return word(value);
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(py).join(", ")}]`;
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([k, v]) => `'${k}': ${py(v)}`)
      .join(", ")}}`;
  return String(value);
};

export async function logs_in() {
  const client = app.test_client({ token: "t1" } as FlaskClientOptions) as unknown as Client;
  const response = await client.login("ann");
  log.push(`${response.status} ${py(response.json)} ${response.history.length}`);
  const [first] = response.history;
  log.push(`${py(response.history.map((r) => r.status_code))} ${first?.location} ${first?.request.path}`);
  await response.context.run(() => {
    log.push(`${session.user} ${g.user} ${request.path} ${py(get_flashed_messages())}`);
  });
  log.push(
    `${word(response.is_json)} ${response.content_type} ${response.content_length} ${response.mimetype}`,
  );
  log.push((await client.get("/me", { headers: { Authorization: "mine" } })).json.auth);
  log.push(py((await app.test_client().get("/me")).json));
}

export async function moves() {
  const client = app.test_client();
  for (const code of [307, 308]) {
    const data =
      code === 307 ? { a: "1", f: [Buffer.from("x"), "f.txt"] as [Buffer, string] } : Buffer.from("raw");
    const response = await client.post(`/move?code=${code}`, { data, follow_redirects: true });
    log.push(`${response.status_code} ${response.text.split(";")[0]} ${word(response.text.length > 20)}`);
    log.push(
      `${response.request.method} ${response.request.url} ${py(response.history.map((r) => r.status))}`,
    );
  }
  const head = await client.head("/move?code=302", { follow_redirects: true });
  log.push(`${head.status_code} ${head.request.method} b'${head.data.toString()}'`);
  const got = await client.post("/move?code=302", { follow_redirects: true });
  log.push(`${got.status_code} ${got.request.method} ${py([...got.allow].sort())}`);
}

export async function parts() {
  const client = app.test_client();
  const response = await client.get("/nowhere");
  log.push(
    `${response.status_code} ${py(response.json)} ${py(response.get_json({ silent: true }))} ${response.mimetype}`,
  );
  try {
    response.get_json({ force: true });
    log.push("read");
  } catch {
    log.push("not JSON");
  }
  const same = response.get_data({ as_text: true }) === response.text;
  const bytes = Buffer.from(response.text).equals(response.data);
  log.push(
    `${py(response.get_json({ force: true, silent: true }))} ${word(response.text.includes("not found"))} ${word(same)} ${word(bytes)}`,
  );
}

export async function transactions() {
  const client = app.test_client();
  await client.session_transaction((sess) => {
    sess.user = "bob";
    sess._flashes = [["note", "before"]];
    log.push(`${word(sess.new)} ${word(sess.modified)} ${word(sess.permanent)}`);
  });
  log.push(py((await client.get("/me")).json));
  await client.session_transaction((sess) => {
    log.push(`${py([...sess.keys()].sort())} ${word(sess.new)} ${word("_flashes" in sess)}`);
    delete sess.user;
    sess.setdefault("list", []).push(1);
    sess.modified = true;
  });
  await client.session_transaction(
    (sess) => {
      log.push(py({ ...sess }));
      sess.elsewhere = true;
    },
    "/deep",
    { base_url: "http://other.example/" },
  );
  await client.session_transaction((sess) => {
    log.push(py({ ...sess }));
  });
  log.push((await client.get("/me")).json.user ?? "None");
  const here = client.get_cookie("session") !== null;
  const there = client.get_cookie("session", { domain: "other.example" }) !== null;
  log.push(`${word(here)} ${word(there)}`);
}
