import { Flask, request, session, timedelta } from "miniflask";
import {
  confirm_login,
  load_user_id,
  login_fresh,
  login_user,
  logout_user,
  update_remember_cookie,
} from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "shared key of both";
app.config.update({
  SESSION_PROTECTION: "strong",
  REMEMBER_COOKIE_NAME: "remembered",
  REMEMBER_COOKIE_DURATION: timedelta({ days: 3 }),
  REMEMBER_COOKIE_SAMESITE: "Lax",
  REMEMBER_COOKIE_REFRESH_EACH_REQUEST: true,
});

app.after_request((response) => {
  update_remember_cookie(app, session, response);
  return response;
});

app.post("/login", function login() {
  login_user(session, "7|é", request, {
    remember: "remember" in request.args,
    ...("hour" in request.args ? { duration: timedelta({ hours: 1 }) } : {}),
    fresh: !("stale" in request.args),
  });
  session.permanent = "permanent" in request.args;
  return "in";
});

app.post("/confirm", function confirm() {
  confirm_login(session, request);
  return "confirmed";
});

app.post("/logout", function logout() {
  load_user_id(app, session, request);
  logout_user(app, session, request);
  return "out";
});

app.get("/me", function me() {
  const user_id = load_user_id(app, session, request);
  if (user_id === null) return "nobody";
  return `${user_id} ${login_fresh(session) ? "True" : "False"}`;
});
