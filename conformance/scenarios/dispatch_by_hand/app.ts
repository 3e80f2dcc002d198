import { Flask, make_response, request, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "by hand";

app.before_request(() => {
  log.push(`before ${request.path}`);
  return "early" in request.args ? "early" : undefined;
});

app.after_request((response) => {
  log.push(`after ${response.status_code}`);
  return response;
});

app.teardown_request(() => {
  log.push("teardown");
});

app.route("/hello/<name>", { methods: ["GET", "POST"] }, function hello({ name }) {
  session.name = name;
  return [`hello ${name}`, 201];
});

export async function steps() {
  const ctx = app.test_request_context("/hello/ann");
  await ctx.run(async () => {
    log.push(String((await app.preprocess_request(ctx)) ?? "None"));
    const value = (await app.dispatch_request(ctx)) as [string, number];
    log.push(String(value[1]));
    const response = await app.process_response(ctx, make_response(value));
    const signed = response.headers["Set-Cookie"]?.startsWith("session=") ? "True" : "False";
    log.push(`${response.status} ${signed}`);
  });
  const early = app.test_request_context("/hello/ann?early=1");
  await early.run(async () => log.push(String(await app.preprocess_request(early))));
}

export async function whole() {
  const bob = app.test_request_context("/hello/bob", { method: "POST" });
  await bob.run(async () => {
    const response = await app.full_dispatch_request(bob);
    log.push(`${response.status} ${response.get_data({ as_text: true })} ${session.name}`);
  });
  const nowhere = app.test_request_context("/nowhere");
  await nowhere.run(async () => log.push((await app.full_dispatch_request(nowhere)).status));
}

/** Middleware's way: `handle` brings the context of the request that it is given. */
export async function handled() {
  const eve = app.test_request_context("/hello/eve");
  log.push((await app.handle(eve.request)).status);
}

export async function rebound(client: FlaskClient) {
  app.view_functions["hello"] = ({ name }: { name: string }) => `rebound ${name}`;
  log.push((await client.get("/hello/eve")).text);
}
