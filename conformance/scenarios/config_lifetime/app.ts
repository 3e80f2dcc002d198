import { Flask, jsonify, session, timedelta } from "miniflask";
export const app = new Flask(import.meta.url);
app.config["SECRET_KEY"] = "k";
app.route("/lifetime/<int:s>")(function lifetime({ s }: { s: number }) {
  app.config["PERMANENT_SESSION_LIFETIME"] = s;
  const a = app.permanent_session_lifetime.total_seconds();
  app.permanent_session_lifetime = timedelta({ days: 1, hours: 2 });
  const b = app.permanent_session_lifetime;
  app.config["PERMANENT_SESSION_LIFETIME"] = timedelta({ seconds: s });
  session.permanent = true;
  session["n"] = s;
  return `${a} ${b.total_seconds()} ${b.days} ${b.seconds}`;
});
app.route("/attrs")(function attrs() {
  const out: unknown[] = [app.testing, app.debug, app.secret_key];
  app.testing = true;
  out.push(app.config["TESTING"]);
  app.config["TESTING"] = false;
  out.push(app.testing);
  app.secret_key = "other";
  out.push(app.config["SECRET_KEY"]);
  return jsonify(out);
});
app.route("/expr")(function expr() {
  const c = app.config;
  return jsonify([
    c["SESSION_COOKIE_NAME"],
    c["SESSION_COOKIE_HTTPONLY"],
    c["MAX_COOKIE_SIZE"],
    c["PREFERRED_URL_SCHEME"],
    c["APPLICATION_ROOT"],
    c["SEND_FILE_MAX_AGE_DEFAULT"],
    c["TRAP_BAD_REQUEST_ERRORS"],
    c["PROVIDE_AUTOMATIC_OPTIONS"],
    c["SESSION_REFRESH_EACH_REQUEST"],
    app.permanent_session_lifetime.days,
  ]);
});
