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
  log.push(`app ${item}`);
  return (item as string).length;
}
sold.connect(any_sale);
sold.connect(app_sale, app);
app.route("/sell/<item>")(async function sell({ item }: { item: string }) {
  const results = await sold.send(current_app._get_current_object(), { item });
  return jsonify(results.map(([_receiver, value]) => value));
});
app.route("/other")(async function other() {
  return jsonify((await sold.send(log, { item: "x" })).map(([, v]) => v));
});
app.route("/off")(async function off() {
  sold.disconnect(any_sale);
  return jsonify((await sold.send(app, { item: "y" })).map(([, v]) => v));
});
app.route("/temp")(async function temp() {
  const a = await sold
    .connected_to(any_sale, app)
    .run(async () => (await sold.send(app, { item: "zz" })).map(([, v]) => v));
  return jsonify(
    a,
    (await sold.send(app, { item: "z" })).map(([, v]) => v),
    sold.has_receivers_for(app),
    sold.has_receivers_for({}),
  );
});
request_started.connect_via(app)(function started() {
  log.push("started");
});
export async function call() {
  function f() {
    log.push("temp started");
  }
  await request_started.connected_to(f, app).run(() => app.test_client().get("/other"));
  await app.test_client().get("/other");
}
