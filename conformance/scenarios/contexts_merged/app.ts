import { copy_current_request_context, current_app, Flask, g, has_request_context, request } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";
const other = new Flask("other");

const word = (value: boolean) => (value ? "True" : "False");

app.teardown_appcontext(() => {
  log.push(`over, in a request: ${word(has_request_context())}`);
});

app.get("/copy", async function copy() {
  g.user = "ann";
  const work = copy_current_request_context(() => `${request.path} ${g.get("user", "None")}`);
  log.push(await work());
  return "copied";
});

app.get("/again", async function again() {
  g.user = "ann";
  await app.test_request_context("/inside").run(() => {
    log.push(`${request.path} ${g.get("user", "None")}`);
  });
  return "again";
});

app.get("/other", async function in_other() {
  await other.app_context().run(() => {
    log.push(`${current_app.name} ${word(has_request_context())}`);
  });
  return "other";
});

app.get("/ask", async function ask() {
  g.user = "ann";
  log.push((await app.test_client().get("/who")).text);
  return "asked";
});

app.get("/who", function who() {
  return g.get("user") ? "ann is seen" : "nobody here";
});

export function transaction(client: FlaskClient) {
  return client.session_transaction((session) => {
    session.user = "ann";
  });
}
