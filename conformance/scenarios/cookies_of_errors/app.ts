import { abort, Flask, make_response, redirect, request, session, url_for } from "miniflask";
import { Unauthorized } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.update({
  SECRET_KEY: "new key of now",
  SECRET_KEY_FALLBACKS: ["old key of then"],
  SESSION_COOKIE_NAME: "s",
  SESSION_COOKIE_PATH: "/app",
  SESSION_COOKIE_SAMESITE: "Strict",
  SESSION_COOKIE_SECURE: true,
  SESSION_COOKIE_HTTPONLY: false,
  PERMANENT_SESSION_LIFETIME: 100,
  SESSION_REFRESH_EACH_REQUEST: false,
});

app.get("/app/in", function log_in() {
  session.permanent = "p" in request.args;
  session.user = { name: "ann", roles: ["a"], n: 1.5 };
  return "in";
});

const word = (value: unknown) => (value ? "True" : "False");

app.get("/app/who", function who() {
  const user = session.get("user");
  const roles = user?.roles.map((role: string) => `'${role}'`).join(", ");
  const shown = user ? `{'n': ${user.n}, 'name': '${user.name}', 'roles': [${roles}]}` : "None";
  return `${shown} ${word(session.permanent)} ${word(session.new)}`;
});

app.get("/app/role/<role>", function add_role({ role }) {
  session.user.roles.push(role);
  session.modified = true;
  return abort(409, `${session.user.roles.length} roles`);
});

app.get("/app/out", function out() {
  session.clear();
  throw new Unauthorized({ response: redirect(url_for("who")) });
});

app.get("/app/response", function with_response() {
  const response = make_response("custom", 418);
  response.set_cookie("c", "1", {
    path: "/app",
    max_age: 60,
    secure: true,
    httponly: true,
    samesite: "Lax",
  });
  response.delete_cookie("d", { path: "/app", domain: "example.org" });
  session.late = true;
  return abort(response);
});

app.errorhandler(409, function conflict(error) {
  const response = error.get_response();
  response.set_cookie("conflict", String(error.description));
  return response;
});

export function old_key() {
  app.config.SECRET_KEY = "old key of then";
}

export function new_key() {
  app.config.SECRET_KEY = "new key of now";
}

export function no_fallback() {
  app.config.SECRET_KEY_FALLBACKS = [];
}
