import { Flask, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.get("/set", function set() {
  session.user = "ann";
  return "set";
});

app.get("/show", function show() {
  return session.get("user", "nobody");
});

app.get("/clear", function clear() {
  session.clear();
  return "cleared";
});

export function everything() {
  app.config.update({
    SESSION_COOKIE_NAME: "own_name",
    SESSION_COOKIE_DOMAIN: ".example.org",
    SESSION_COOKIE_PATH: "/app",
    SESSION_COOKIE_HTTPONLY: false,
    SESSION_COOKIE_SECURE: true,
    SESSION_COOKIE_SAMESITE: "Lax",
    SESSION_COOKIE_PARTITIONED: true,
  });
}

export function root_path() {
  app.config.update({
    SESSION_COOKIE_DOMAIN: null,
    SESSION_COOKIE_PATH: null,
    APPLICATION_ROOT: "/root",
    SESSION_COOKIE_SAMESITE: "None",
  });
}

export async function bad_samesite(client: FlaskClient) {
  try {
    app.config["SESSION_COOKIE_SAMESITE"] = "sometimes" as "Lax";
    app.testing = true;
    await client.get("/set");
    log.push("accepted");
  } catch {
    log.push("refused");
  }
}
