import { setTimeout as sleep } from "node:timers/promises";
import { Flask, g, session } from "miniflask";

class ValueError extends Error {}

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.before_request(async function before() {
  await sleep(0);
  g.user = "ann";
  log.push("before");
});

app.after_request(async function after(response) {
  await sleep(0);
  log.push(`after ${g.user}`);
  response.headers["X-User"] = g.user;
  return response;
});

app.teardown_request(async function teardown() {
  await sleep(0);
  log.push("teardown");
});

app.errorhandler(ValueError, async function failed(error) {
  await sleep(0);
  return [`handled ${error.message}`, 400];
});

app.get("/", async function index() {
  await sleep(0);
  session.user = g.user;
  return `hello ${g.user}`;
});

app.get("/fail", async function fail() {
  await sleep(0);
  throw new ValueError("broken");
});
