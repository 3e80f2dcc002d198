import { Flask, session } from "miniflask";
import { TimestampSigner } from "miniflask/itsdangerous";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

function sign(payload: string) {
  const signer = new TimestampSigner("dev", { salt: "cookie-session", key_derivation: "hmac" });
  return signer.sign(payload).toString();
}

export function list_payload(client: FlaskClient) {
  client.set_cookie("session", sign("WzEsMl0"));
}

export function broken_payload(client: FlaskClient) {
  client.set_cookie("session", sign("e2Jyb2tlbg"));
}

app.get("/show", function show() {
  return session.get("user", "nobody");
});
