import { Config, Flask, jsonify } from "miniflask";

class MyConfig extends Config {
  shout(key: string) {
    return String(this[key]).toUpperCase();
  }
  override get(key: string, fallback?: unknown): unknown {
    if (key === "MAGIC") return "xyzzy";
    return super.get(key, fallback);
  }
}
class MyFlask extends Flask {
  override config_class = MyConfig;
  override make_config(instance_relative = false) {
    const c = super.make_config(instance_relative);
    c["MADE"] = "by make_config";
    return c;
  }
}
export const app = new MyFlask(import.meta.url, { instance_relative_config: true });
app.config.from_mapping({ NAME: "quiet" });
app.route("/")(function index() {
  const config = app.config as unknown as MyConfig;
  return jsonify([
    app.config instanceof MyConfig,
    config.shout("NAME"),
    app.config.get("MAGIC"),
    app.config.get("NOPE", 7),
    app.config["MADE"],
    app.config.root_path === app.instance_path,
  ]);
});
app.route("/other")(function other() {
  const c = new Config("/x", { A: 1 });
  c["B"] = [1];
  c.from_mapping({ C: 3, d: 4 });
  return jsonify([
    Object.fromEntries([...c.items()].filter(([k]) => k.length === 1)),
    c.root_path,
    "<Config ",
  ]);
});
