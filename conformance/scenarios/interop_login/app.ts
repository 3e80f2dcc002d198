import { Flask, request, session } from "miniflask";
import {
  load_user_id,
  login_fresh,
  login_user,
  logout_user,
  update_remember_cookie,
} from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "shared key of both";

app.after_request((response) => {
  update_remember_cookie(app, session, response);
  return response;
});

app.post("/login", function login() {
  login_user(session, "7", request, { remember: "remember" in request.args });
  return "in";
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
