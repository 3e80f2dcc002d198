import { Flask, NullSession, request, SecureCookieSessionInterface, session } from "miniflask";

export const log: string[] = [];
type Interface = SecureCookieSessionInterface;

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

class Own extends SecureCookieSessionInterface {
  override get_cookie_name() {
    return request.path.startsWith("/admin") ? "admin" : "normal";
  }
  override should_set_cookie(...args: Parameters<Interface["should_set_cookie"]>) {
    log.push(`should_set_cookie ${word(args[1].modified)}`);
    return super.should_set_cookie(...args);
  }
  override open_session(...args: Parameters<Interface["open_session"]>) {
    log.push(`open ${request.path}`);
    return request.path === "/null" ? null : super.open_session(...args);
  }
  override save_session(...args: Parameters<Interface["save_session"]>) {
    log.push("save");
    super.save_session(...args);
  }
}

export const app = new Flask(import.meta.url);
app.secret_key = "dev";
app.session_interface = new Own();

function set() {
  session.user = "ann";
  return "set";
}
app.get("/set", { endpoint: "set" }, set);
app.get("/admin/set", { endpoint: "admin" }, set);

app.get("/show", function show() {
  return session.get("user", "nobody");
});

app.get("/null", function nothing() {
  return session instanceof NullSession ? "NullSession" : "another";
});

export function getters() {
  const own = new SecureCookieSessionInterface();
  const values = [
    own.get_cookie_name(app),
    own.get_cookie_domain(app),
    own.get_cookie_path(app),
    own.get_cookie_httponly(app),
    own.get_cookie_secure(app),
    own.get_cookie_samesite(app),
    own.get_cookie_partitioned(app),
  ];
  log.push(values.map(word).join(" "));
  log.push(`${own.salt} ${own.key_derivation} ${word(own.pickle_based)}`);
  log.push(word(own.is_null_session(own.make_null_session(app))) as string);
}
