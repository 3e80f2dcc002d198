import { Flask, int, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/", function show() {
  const r = request;
  const auth = r.authorization;
  return {
    x_one: r.headers.get("x-one") ?? null,
    "x_one as int": r.headers.get("X-One", undefined, int) ?? null,
    x_many: r.headers.getlist("X-Many"),
    in: "x-ONE" in r.headers,
    accept: [...r.accept_mimetypes],
    accept_json: [r.accept_mimetypes.accept_json, r.accept_mimetypes.accept_html],
    quality: r.accept_mimetypes.quality("text/plain"),
    languages: [...r.accept_languages],
    language: r.accept_languages.best_match(["en", "de"]) ?? null,
    encodings: r.accept_encodings.best_match(["br", "gzip"]) ?? null,
    charsets: r.accept_charsets.best ?? null,
    auth:
      auth === null ? null : [auth.type, auth.username ?? null, auth.password ?? null, auth.token ?? null],
    if_none_match: [
      r.if_none_match.contains("a"),
      r.if_none_match.contains("b"),
      r.if_none_match.contains_weak("b"),
    ],
    if_match: r.if_match.star_tag,
    if_modified_since: r.if_modified_since,
    if_unmodified_since: r.if_unmodified_since,
    range: r.range === null ? null : [r.range.units, r.range.ranges.map((part) => [...part])],
    if_range: r.if_range.etag,
    cache: [r.cache_control.no_cache, r.cache_control.max_age, r.cache_control.no_store],
    pragma: [...r.pragma],
    referrer: r.referrer,
    origin: r.origin,
    date: r.date,
    max_forwards: r.max_forwards,
    agent: r.user_agent.string,
    preflight: [r.access_control_request_method, [...(r.access_control_request_headers ?? [])]],
    remote: [r.remote_addr, [...r.access_route]],
  };
});

app.get("/best", function best() {
  const offered = ["text/html", "application/json"];
  return String(request.accept_mimetypes.best_match(offered, "nothing fits"));
});
