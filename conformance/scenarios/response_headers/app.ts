import { Flask, Response, timedelta } from "miniflask";
import { Headers, WWWAuthenticate } from "miniflask/datastructures";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const DATE = new Date("2026-01-02T03:04:05Z");

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));
const list = (items: Iterable<unknown>): string =>
  `[${[...items].map((item) => (Array.isArray(item) ? list(item) : `'${item}'`)).join(", ")}]`;

export function mapping() {
  const h = new Headers([
    ["X-A", "1"],
    ["x-a", "2"],
    ["X-B", "3"],
  ]);
  log.push(`${h["x-A"]} ${list(h.getlist("X-A"))} ${word("X-C" in h)} ${word(h.get("X-C"))} ${h.length}`);
  h.add("X-C", "4");
  h.set("X-A", "5");
  h["X-D"] = "6";
  log.push(list(h));
  h.setdefault("X-D", "no");
  h.setlist("X-L", ["1", "2"]);
  h.extend({ "X-E": ["a", "b"] });
  h.update({ "X-L": "3" });
  log.push(list(h));
  h.remove("X-E");
  log.push(`${h.pop("X-L")} ${h.pop("X-L", "none")}`);
  log.push(word(list(h.to_wsgi_list()) === list(h)) as string);
  h.add("Content-Disposition", "attachment", { filename: "a b.txt" });
  log.push(h["Content-Disposition"] ?? "");
  for (const value of ["a\nb", "a\rb"]) {
    try {
      h.set("X-Bad", value);
    } catch (error) {
      log.push((error as Error).message.slice(0, 49));
    }
  }
}

app.get("/properties", function properties() {
  const r = new Response("p");
  r.location = "/elsewhere ä";
  r.content_encoding = "gzip";
  r.content_location = "/c";
  r.content_md5 = "md5";
  r.date = DATE;
  r.expires = DATE;
  r.last_modified = DATE;
  r.age = timedelta({ seconds: 90 });
  r.retry_after = 30;
  r.accept_ranges = "bytes";
  r.content_language.update(["en", "de"]);
  r.content_range.set(0, 4, 10);
  log.push(`${r.date?.getUTCFullYear()} ${r.age?.total_seconds()} ${r.content_length} ${r.location}`);
  return r;
});

app.get("/caching", function caching() {
  const r = new Response("c");
  r.cache_control.max_age = 60;
  r.cache_control.public = true;
  r.cache_control.no_cache = true;
  r.cache_control.private = "Set-Cookie";
  r.cache_control.no_store = true;
  r.cache_control.no_store = false;
  r.cache_control.immutable = true;
  r.cache_control.stale_while_revalidate = 5;
  log.push(`${r.cache_control.max_age} ${word(r.cache_control.public)}`);
  return r;
});

app.get("/sets", function sets() {
  const r = new Response("s");
  r.vary.add("Cookie");
  r.vary.add("cookie");
  r.vary.update(["Accept", "accept"]);
  r.allow.update(["GET", "POST"]);
  r.allow.discard("get");
  r.content_language.add("en");
  r.content_language.remove("en");
  log.push(`${word(r.vary.has("COOKIE"))} ${[...r.vary].length} ${list(r.vary)}`);
  return r;
});

app.get("/cors", function cors() {
  const r = new Response("x");
  r.access_control_allow_origin = "http://a.b";
  r.access_control_allow_credentials = true;
  r.access_control_allow_headers = ["X-A", "X-B"];
  r.access_control_allow_methods = ["GET", "PUT"];
  r.access_control_expose_headers = ["X-C"];
  r.access_control_max_age = 600;
  r.content_security_policy.default_src = "'self'";
  r.content_security_policy.img_src = "*";
  r.content_security_policy_report_only.script_src = "'none'";
  r.cross_origin_opener_policy = "same-origin";
  r.cross_origin_embedder_policy = "require-corp";
  return r;
});

app.get("/auth", function auth() {
  const r = new Response("a", 401);
  r.www_authenticate = new WWWAuthenticate("basic", { realm: "the realm" });
  log.push(`${r.www_authenticate.type} ${r.www_authenticate.realm}`);
  return r;
});
