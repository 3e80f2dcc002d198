import { Flask, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/read", function read() {
  const known = "user" in session ? "True" : "False";
  return `${session.get("user", "nobody")} ${known} ${Object.keys(session).length}`;
});

app.get("/write", function write() {
  try {
    session.user = "ann";
  } catch (error) {
    log.push(`tells the cause: ${/secret/i.test((error as Error).message) ? "True" : "False"}`);
  }
  session.clear();
  return "never";
});

export function empty_key() {
  app.secret_key = "";
}

export async function transaction(client: FlaskClient) {
  try {
    await client.session_transaction((sess) => {
      sess.user = "ann";
    });
  } catch (error) {
    log.push((error as Error).message);
  }
}
