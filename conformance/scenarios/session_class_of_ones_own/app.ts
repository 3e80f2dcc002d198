import {
  Flask,
  jsonify,
  type Request,
  type Response,
  request,
  SecureCookieSessionInterface,
  SessionInterface,
  session,
} from "miniflask";
import { SessionMixin } from "miniflask/sessions";
export const log: string[] = [];
class MySession extends SessionMixin {
  sid = "";
}
const show = (s: SessionMixin) =>
  `{${Object.entries(Object.fromEntries(s.items()))
    .map(([k, v]) => `'${k}': ${v === true ? "True" : v}`)
    .join(", ")}}`;
class Store extends SessionInterface {
  data = new Map<string, Record<string, unknown>>();
  open_session(app: Flask, request: Request) {
    log.push(`open ${request.endpoint ?? "None"}`);
    const sid = request.cookies.get(this.get_cookie_name(app), "");
    const s = new MySession(this.data.get(sid) ?? {});
    s.sid = sid;
    return s;
  }
  save_session(app: Flask, session: MySession, response: Response) {
    const empty = [...session].length === 0;
    log.push(!empty ? `save ${show(session)}` : "save empty");
    const name = this.get_cookie_name(app);
    if (empty) {
      response.delete_cookie(name, { path: this.get_cookie_path(app), domain: this.get_cookie_domain(app) });
      return;
    }
    const sid = session.sid || `sid${this.data.size}`;
    this.data.set(sid, Object.fromEntries(session.items()));
    response.set_cookie(name, sid, {
      expires: this.get_expiration_time(app, session),
      httponly: this.get_cookie_httponly(app),
      path: this.get_cookie_path(app),
      samesite: this.get_cookie_samesite(app),
      secure: this.get_cookie_secure(app),
    });
  }
}
export const app = new Flask(import.meta.url);
app.secret_key = "s";
app.session_interface = new Store();
const py = (b: boolean) => (b ? "True" : "False");
app.route("/")(function index() {
  session["n"] = session.get("n", 0) + 1;
  return String(session["n"]);
});
app.route("/perm")(function perm() {
  session.permanent = true;
  return `${py(session.permanent)} ${py(session.new)} ${py(session.modified)} ${py(session.accessed)}`;
});
app.route("/clear")(function clear() {
  session.clear();
  return "c";
});
app.route("/boom")(function boom() {
  session["b"] = 1;
  throw new Error("x");
});
class PathAware extends SecureCookieSessionInterface {
  override salt = "other-salt";
  override key_derivation = "django-concat" as const;
  override get_cookie_name(_app: Flask) {
    return "dyn_" + request.path.replace(/^\/|\/$/g, "").replace("/", "_");
  }
  override should_set_cookie(_app: Flask, session: SessionMixin) {
    return session.modified;
  }
  override get_cookie_path(_app: Flask) {
    return "/" + request.path.replace(/^\/|\/$/g, "");
  }
}
class NoSession extends SessionInterface {
  open_session() {
    return null;
  }
  save_session() {
    log.push("never");
  }
}
const other = new Flask("other");
other.secret_key = "o";
other.session_interface = new PathAware();
other.route("/set/<v>")(function oset({ v }: { v: string }) {
  session["v"] = v;
  session.permanent = true;
  return v;
});
export async function call() {
  const c = other.test_client();
  const r = await c.get("/set/x");
  const r2 = await c.get("/set/y");
  return [r.headers.getlist("Set-Cookie"), r2.headers.getlist("Set-Cookie")];
}
const nos = new Flask("nos");
nos.secret_key = "x";
nos.session_interface = new NoSession();
nos.testing = true;
nos.route("/")(function ni() {
  const r: unknown[] = [session.get("a", "-"), [...session].length];
  try {
    session["a"] = 1;
  } catch (e) {
    r.push((e as Error).message.split(".")[0]);
  }
  return jsonify(r);
});
export async function call_nos() {
  const r = await nos.test_client().get("/");
  return [r.json, "Vary" in r.headers];
}
