import { current_app, Flask, jsonify, request_started } from "miniflask";
import { Namespace } from "miniflask/signals";

const ns = new Namespace();
const sold = ns.signal("sold");
export const log: string[] = [];
export const app = new Flask(import.meta.url);
function any_sale(_sender: unknown, extra: Record<string, unknown>) {
  log.push(`any [${Object.keys(extra).map((k) => `'${k}'`)}]`);
  return "any";
}
function app_sale(_sender: unknown, { item }: Record<string, unknown>) {
  return String((item as string).length);
}
// In which order blinker calls two receivers is left open.
function values(results: Iterable<readonly [receiver: unknown, value: unknown]>) {
  return Array.from(results, ([, value]) => value).sort();
}
sold.connect(any_sale);
sold.connect(app_sale, app);
app.route("/sell/<item>")(async function sell({ item }: { item: string }) {
  const results = await sold.send(current_app._get_current_object(), { item });
  return jsonify(values(results));
});
app.route("/other")(async function other() {
  return jsonify(values(await sold.send(log, { item: "x" })));
});
app.route("/off")(async function off() {
  sold.disconnect(any_sale);
  return jsonify(values(await sold.send(app, { item: "y" })));
});
app.route("/temp")(async function temp() {
  const a = await sold
    .connected_to(any_sale, app)
    .run(async () => values(await sold.send(app, { item: "zz" })));
  return jsonify(
    a,
    values(await sold.send(app, { item: "z" })),
    sold.has_receivers_for(app),
    sold.has_receivers_for({}),
  );
});
request_started.connect_via(app)(function started() {
  log.push("started");
});
export async function call() {
  const heard: string[] = [];
  function f() {
    heard.push("temp started");
  }
  await request_started.connected_to(f, app).run(() => app.test_client().get("/other"));
  await app.test_client().get("/other");
  return heard;
}
