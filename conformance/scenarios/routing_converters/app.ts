import { Flask, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

function show(values: Record<string, unknown>) {
  return Object.keys(values)
    .sort()
    .map((name) => `${name}=${values[name]}`)
    .join(" ");
}

const rules = [
  "/string/<string(minlength=2, maxlength=5):text>",
  "/length/<string(length=3):text>",
  "/int/<int:number>",
  "/signed/<int(signed=True):number>",
  "/ranged/<int(min=1, max=9):number>",
  "/ranged/<text>",
  "/digits/<int(fixed_digits=3):number>",
  "/float/<float:number>",
  "/float-signed/<float(signed=True):number>",
  "/path/<path:where>",
  "/path/<path:where>/edit",
  "/any/<any(html, json):kind>",
  "/uuid/<uuid:key>",
  "/two/<first>-<second>.html",
  "/quoted/<any('a.b', \"c\"):kind>",
];
for (const rule of rules) app.add_url_rule(rule, rule, show);

export function mistakes() {
  for (const rule of ["/a/<int(", "/a/<nope:x>", "/a/<x>/<x>", "/a/<int(1 2):x>", "/a/<1x>", "/a/<int:x"]) {
    try {
      app.url_map.add(new app.url_rule_class(rule, { endpoint: "mistake" }));
      log.push(`${rule}: fine`);
    } catch {
      log.push(`${rule}: error`);
    }
  }
}

export function build() {
  return app.test_request_context().run(() => {
    log.push(url_for("/digits/<int(fixed_digits=3):number>", { number: 7 }));
    log.push(url_for("/float/<float:number>", { number: 2.5 }));
    log.push(url_for("/any/<any(html, json):kind>", { kind: "json" }));
    log.push(url_for("/path/<path:where>", { where: "a b/ü/c" }));
    try {
      url_for("/any/<any(html, json):kind>", { kind: "xml" });
    } catch (error) {
      log.push((error as Error).message);
    }
  });
}
