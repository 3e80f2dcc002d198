import { Flask, request, session } from "miniflask";
import { CsrfError, generate_csrf, validate_csrf } from "miniflask/sessions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "shared";

app.get("/token", function token() {
  session.csrf_token = "0123456789abcdef0123456789abcdef01234567";
  return generate_csrf(session, "shared");
});

app.post("/check", function check() {
  try {
    validate_csrf(session, request.form.get("csrf_token"), "shared");
    return "valid";
  } catch (error) {
    if (!(error instanceof CsrfError)) throw error;
    log.push(error.message);
    return ["refused", 400];
  }
});
