import { Flask, int, jsonify, request } from "miniflask";
export const app = new Flask(import.meta.url);
app.route("/accept", function accept() {
  const m = request.accept_mimetypes;
  return jsonify({
    best: m.best_match(["application/json", "text/html"]) ?? null,
    best2: m.best_match(["text/plain", "text/html"], "none"),
    json: m.accept_json,
    html: m.accept_html,
    q: m["text/html"],
    values: [...m],
    s: m.to_header(),
    has: "text/html" in m,
    lang: request.accept_languages.best_match(["en-GB", "de", "fr"]) ?? null,
    enc: request.accept_encodings.best_match(["gzip", "br"]) ?? null,
    cs: request.accept_charsets.best_match(["utf-8"]) ?? null,
    b: m.best ?? null,
  });
});
app.route("/auth", function auth() {
  const a = request.authorization;
  if (!a) return jsonify(null);
  return jsonify({
    type: a.type,
    user: a.username ?? null,
    pw: a.password ?? null,
    token: a.token ?? null,
    realm: a.type === "digest" ? a.realm : null,
  });
});
const date = (d: Date | null | undefined) =>
  d ? `${d.toISOString().slice(0, 19).replace("T", " ")}+00:00` : "None";
app.route("/cond", function cond() {
  const r = request.range;
  return jsonify({
    im: request.if_match.to_header(),
    inm: request.if_none_match.to_header(),
    has: request.if_none_match.contains_weak("x"),
    ims: date(request.if_modified_since),
    ius: date(request.if_unmodified_since),
    ir: request.if_range.to_header(),
    r: r ? [r.units, r.ranges, r.to_header()] : null,
    cc: [
      request.cache_control.no_cache ?? null,
      request.cache_control.max_age ?? null,
      request.cache_control.no_store ?? null,
    ],
    date: date(request.date),
    pragma: [...request.pragma],
  });
});
app.route("/hdr", function hdr() {
  const h = request.headers;
  return jsonify({
    x: h.get("x-one") ?? null,
    up: h.get("X-ONE") ?? null,
    has: "X-One" in h,
    n: h.get("X-N", null, int),
    d: h.get("X-None", "d"),
    ct: h.get("Content-Type") ?? null,
    cors: [
      request.access_control_request_method ?? null,
      [...(request.access_control_request_headers ?? [])],
    ],
  });
});
