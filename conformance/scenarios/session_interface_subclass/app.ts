import {
  Flask,
  jsonify,
  request,
  SecureCookieSession,
  SecureCookieSessionInterface,
  SessionInterface,
  session,
} from "miniflask";
export const log: string[] = [];
const py = (b: unknown) => (b ? "True" : "False");
class DynamicName extends SecureCookieSessionInterface {
  override get_cookie_name() {
    return `dyn_${request.args.get("n") || "x"}`;
  }
  override should_set_cookie(app: never, sess: never) {
    log.push(`should ${py(super.should_set_cookie(app, sess))}`);
    return super.should_set_cookie(app, sess);
  }
  override get_cookie_secure() {
    return request.is_secure;
  }
  override open_session(app: never, req: never) {
    log.push(
      `open ${(req as { path: string }).path} ${(req as { endpoint?: string | null }).endpoint ?? "None"}`,
    );
    return super.open_session(app, req);
  }
}
export const app = new Flask(import.meta.url);
app.secret_key = "di";
app.session_interface = new DynamicName();
app.config.update({
  SESSION_COOKIE_DOMAIN: ".example.test",
  SESSION_COOKIE_PATH: "/p",
  SESSION_COOKIE_HTTPONLY: false,
  SESSION_COOKIE_PARTITIONED: true,
});
const dict = () => Object.fromEntries(session.items());
app.route("/p/set", function set_() {
  session.v = request.args.get("v", "none");
  return jsonify(dict());
});
app.route("/p/get", function get() {
  return jsonify(dict());
});
app.route("/p/del", function del_() {
  session.pop("v", null);
  return jsonify(dict());
});
class Memory extends SessionInterface {
  data: Record<string, unknown> = {};
  override open_session(_app: never, request: never) {
    if ((request as { args: { get(k: string): unknown } }).args.get("null")) return null;
    return new SecureCookieSession(this.data);
  }
  override save_session(_app: never, session: SecureCookieSession, response: never) {
    log.push(
      `save ${py(session.modified)} [${[...session.keys()]
        .sort()
        .map((k) => `'${k}'`)
        .join(", ")}]`,
    );
    this.data = Object.fromEntries(session.items());
    (response as { headers: Record<string, string> }).headers["X-Saved"] = "1";
  }
}
export function swap() {
  app.session_interface = new Memory() as never;
}
export function setup(app: Flask) {
  const i = app.session_interface as SecureCookieSessionInterface;
  log.push(`${i.get_cookie_domain(app)} ${i.get_cookie_path(app)}`);
}
