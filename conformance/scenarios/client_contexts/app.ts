import { Flask, g, request, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "client contexts";

const word = (value: unknown) => (value ? "True" : "False");
const list = (items: readonly string[]) => `[${items.map((item) => `'${item}'`).join(", ")}]`;

app.route("/", { methods: ["GET", "POST"] }, function index() {
  const found = g.get("value", "fresh");
  g.value = "of the view";
  session.n = session.get("n", 0) + 1;
  return `${found} ${session.n}`;
});

export async function own_g(client: FlaskClient) {
  log.push((await client.get("/")).text);
  log.push((await client.get("/")).text);
}

export async function made_by_hand() {
  const inside = async (ctx: ReturnType<typeof app.test_request_context>, look: () => string) =>
    ctx.run(async () => {
      // Outside a journey nobody has read the body yet.
      await request.read_body();
      log.push(look());
    });
  await inside(app.test_request_context("/?a=1", { json: { x: [1] }, method: "POST" }), () => {
    const { x } = request.json as { x: number[] };
    return `${request.method} {'x': [${x}]} ${word(request.is_json)} ${request.args["a"]}`;
  });
  await inside(
    app.test_request_context("/", {
      data: { f: "v", l: ["1", "2"] },
      headers: { "X-A": "b" },
      query_string: { q: "ä" },
    }),
    () => {
      const { form, headers, args, content_type } = request;
      return `${form["f"]} ${list(form.getlist("l"))} ${headers["X-A"]} ${args["q"]} ${content_type}`;
    },
  );
  await inside(
    app.test_request_context("/", {
      base_url: "https://example.org:444/root",
      content_type: "text/own",
      data: Buffer.from("raw"),
    }),
    () => `${request.url} ${request.script_root} ${request.mimetype} ${request.get_data({ as_text: true })}`,
  );
  await inside(
    app.test_request_context("/", { environ_base: { REMOTE_ADDR: "9.9.9.9" }, auth: ["u", "p"] }),
    () => `${request.remote_addr} ${request.authorization?.username} ${request.authorization?.type}`,
  );
  await inside(app.test_request_context("/nowhere"), () => {
    const error = request.routing_exception as { code: number };
    return `${request.endpoint ?? "None"} ${error.code}`;
  });
}

export async function several_clients() {
  const [a, b] = [app.test_client(), app.test_client()];
  log.push((await a.post("/")).text + (await b.post("/")).text + (await a.get("/")).text);
}

export async function transaction_details(client: FlaskClient) {
  await client.session_transaction((sess) => {
    sess.n = 10;
    sess.permanent = true;
  });
  log.push((await client.get("/")).text);
  await client.session_transaction((sess) => {
    log.push(`${sess.n} ${word(sess.permanent)}`);
    sess.clear();
  });
  log.push(`${client.get_cookie("session") ?? "None"}`);
  log.push((await client.get("/")).text);
  try {
    await client.session_transaction((sess) => {
      sess.n = 99;
      throw new Error("not saved");
    });
  } catch {
    // As in the Python program: what counts is that nothing was saved.
  }
  log.push((await client.get("/")).text);
}
