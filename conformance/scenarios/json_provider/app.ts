import { DefaultJSONProvider, Flask, jsonify, render_template_string, request } from "miniflask";

class Point {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
}

class Own extends DefaultJSONProvider {
  override mimetype = "application/x-own+json";

  override default(value: unknown) {
    return value instanceof Point ? `point ${value.x}` : super.default(value);
  }
  override dumps(...args: Parameters<DefaultJSONProvider["dumps"]>) {
    log.push("dumps");
    return super.dumps(...args);
  }
  override loads(...args: Parameters<DefaultJSONProvider["loads"]>) {
    log.push("loads");
    return super.loads(...args);
  }
}

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.json = new Own(app);

app.get("/out", function out() {
  return jsonify({ point: new Point(3) });
});

app.post("/in", function into() {
  return { got: request.json };
});

app.get("/template", function template() {
  const value = { b: "</script>'&\"", a: new Point(1) };
  return render_template_string("<script>x = {{ value|tojson }}</script>", { value });
});

export function debug() {
  app.debug = true;
}

app.get("/plain", function plain() {
  return { b: [1, 2], a: {} };
});
