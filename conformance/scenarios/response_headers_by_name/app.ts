import { Flask, make_response, Response, request, timedelta } from "miniflask";
import { ContentRange, WWWAuthenticate } from "miniflask/datastructures";

export const app = new Flask(import.meta.url);
export const log: string[] = [];
const WHEN = new Date("2026-01-01T12:30:00Z");
const HOUR = 3_600_000;
const py = (value: unknown) =>
  value === true
    ? "True"
    : value === false
      ? "False"
      : value === null || value === undefined
        ? "None"
        : String(value);
const list = (values: Iterable<string>) => `[${[...values].map((v) => `'${v}'`).join(", ")}]`;

app.route("/dates")(function dates() {
  const r = make_response("dates");
  r.date = WHEN;
  r.expires = new Date(WHEN.getTime() + 24 * HOUR);
  r.last_modified = new Date(WHEN.getTime() - HOUR);
  r.retry_after = 120;
  r.age = timedelta({ minutes: 2 });
  log.push(
    `${r.date!.toISOString().replace(".000Z", "+00:00")} ${r.expires!.getUTCDate()} ${r.age!.total_seconds().toFixed(1)} ${r.retry_after!.getUTCMinutes()}`,
  );
  r.retry_after = WHEN;
  return r;
});

app.route("/sets")(function sets() {
  const r = make_response("sets");
  r.vary.add("Cookie");
  r.vary.update(["Accept", "cookie"]);
  r.allow.add("GET");
  r.allow = ["GET", "PUT"];
  r.content_language.add("de");
  r.content_language.add("en");
  r.content_language.discard("de");
  log.push(`${py(r.vary.has("COOKIE"))} ${r.vary.length} ${r.vary.find("accept")} ${list(r.allow)}`);
  return r;
});

app.route("/cache")(function cache() {
  const r = make_response("cache");
  r.cache_control.public = true;
  r.cache_control.max_age = 60;
  r.cache_control.s_maxage = 10;
  r.cache_control.must_revalidate = true;
  r.cache_control.no_cache = "Set-Cookie";
  r.cache_control.immutable = true;
  r.cache_control.public = false;
  r.cache_control.stale_while_revalidate = 5;
  log.push(`${r.cache_control.max_age} ${py(r.cache_control.no_store)} ${py(r.cache_control.public)}`);
  return r;
});

app.route("/cors")(function cors() {
  const r = make_response("cors");
  r.access_control_allow_origin = "https://a.test";
  r.access_control_allow_credentials = true;
  r.access_control_allow_methods = ["GET", "PUT"];
  r.access_control_allow_headers = ["X-A"];
  r.access_control_expose_headers = ["X-B", "X-C"];
  r.access_control_max_age = 600;
  log.push(`${py(r.access_control_allow_credentials)} ${list(r.access_control_allow_methods)}`);
  return r;
});

app.route("/security")(function security() {
  const r = make_response("csp");
  r.content_security_policy.default_src = "'self'";
  r.content_security_policy.img_src = "*";
  r.cross_origin_opener_policy = "same-origin";
  r.www_authenticate = new WWWAuthenticate("basic", { realm: 'a "b"' });
  r.headers.set("X-Frame-Options", "DENY");
  r.headers.add("Link", "</a>; rel=next");
  r.headers.add("Link", "</b>; rel=prev");
  log.push(
    `${r.www_authenticate.type} ${r.www_authenticate.realm} ${list(r.headers.getlist("link"))} ${r.content_security_policy.img_src}`,
  );
  return r;
});

app.route("/types")(function types() {
  const r = new Response("{}", { mimetype: "application/json" });
  log.push(`${r.mimetype} ${r.content_type} ${py(r.is_json)} ${JSON.stringify(r.get_json())}`);
  r.mimetype = "text/css";
  const params = () =>
    `{${Object.entries(r.mimetype_params)
      .map(([k, v]) => `'${k}': '${v}'`)
      .join(", ")}}`;
  log.push(`${r.content_type} ${params()}`);
  r.content_type = "text/csv; header=present";
  log.push(`${r.mimetype} ${params()}`);
  r.content_encoding = "identity";
  r.content_location = "/ä";
  r.content_md5 = "abc";
  r.location = "/ü?a=b c";
  r.accept_ranges = "none";
  r.content_range = new ContentRange("bytes", 0, 2, 10);
  return r;
});

app.route("/removed")(function removed() {
  const r = make_response("x", 200, { "X-A": "1", "X-B": "2" });
  r.cache_control.max_age = 3;
  r.cache_control.max_age = null;
  delete r.headers["X-A"];
  r.headers.pop("X-B");
  r.headers.pop("X-None", null);
  r.vary = null;
  return r;
});

app.route("/etag/<kind>")(function etag({ kind }) {
  const r = make_response("tagged body");
  if (kind === "weak") r.set_etag("abc", { weak: true });
  else if (kind === "made") r.add_etag();
  else r.set_etag("strong");
  r.last_modified = WHEN;
  const [tag, weak] = r.get_etag();
  log.push(`('${tag}', ${py(weak)})`);
  return r.make_conditional(request);
});

app.route("/status/<what>")(function status({ what }) {
  const r = make_response("s");
  if (/^\d+$/.test(what)) r.status_code = Number(what);
  else r.status = what;
  log.push(`${r.status_code} ${r.status}`);
  return r;
});
