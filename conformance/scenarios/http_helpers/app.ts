import { Flask, jsonify, request } from "miniflask";
import * as http from "miniflask/http";
import { check_password_hash, safe_join } from "miniflask/security";
import { iri_to_uri, uri_to_iri } from "miniflask/urls";
import { secure_filename } from "miniflask/utils";

export const app = new Flask(import.meta.url);
export const log: string[] = [];
const iso = (date: Date) => date.toISOString().replace(".000Z", "+00:00");

app.route("/request")(function about() {
  const r = request;
  const auth = r.authorization;
  return jsonify({
    accept: [...r.accept_mimetypes],
    best: r.accept_mimetypes.best_match(["application/json", "text/html"]),
    json: r.accept_mimetypes.accept_json,
    html: r.accept_mimetypes.accept_html,
    lang: r.accept_languages.best_match(["en", "de"]),
    enc: r.accept_encodings.best_match(["br", "gzip"]),
    quality: r.accept_mimetypes.quality("text/html"),
    star: r.accept_charsets.best_match(["utf-8"]),
    auth: auth?.type === "basic" ? [auth.type, auth.username, auth.password] : auth ? auth.token : null,
    cache: [r.cache_control.no_cache, r.cache_control.max_age],
    etags: [r.if_none_match.contains("a"), r.if_none_match.contains_weak("w"), String(r.if_match)],
    since: r.if_modified_since ? iso(r.if_modified_since) : null,
    range: r.range ? [r.range.units, r.range.ranges, r.range.range_for_length(100) ?? []] : null,
    referrer: r.referrer,
    agent: r.user_agent.string,
    origin: r.origin,
    pragma: [...r.pragma],
    forwards: r.max_forwards,
    type: [r.mimetype, r.mimetype_params, r.content_length, r.content_encoding],
    where: [
      r.method,
      r.scheme,
      r.host,
      r.path,
      r.full_path,
      r.root_path,
      r.base_url,
      r.url,
      r.url_root,
      r.host_url,
    ],
    remote: r.remote_addr,
    route: r.access_route,
    secure: r.is_secure,
    is_json: r.is_json,
    cors: [r.access_control_request_method, [...(r.access_control_request_headers ?? [])]],
    endpoint: [r.endpoint, r.url_rule!.rule, r.view_args, r.blueprint, r.blueprints],
    ajax: r.headers.get("X-Requested-With") === "XMLHttpRequest",
  });
});

export function parsing() {
  return [
    http.parse_options_header("form-data; name=\"a b\"; filename*=UTF-8''%C3%A4.txt"),
    http.parse_list_header('a, "b, c", d'),
    http.parse_dict_header('foo="is a fish", bar="as well", baz'),
    [...http.parse_set_header("a, B, a").as_set()].sort().join() === "a,b",
    [...http.parse_accept_header("text/html;q=0.5, */*;q=0.1, a/b")],
    http.parse_cookie('a=1; b="c d"; a=2').to_dict({ flat: false }),
    iso(http.parse_date("Thu, 01 Jan 2026 12:30:00 GMT")!),
    http.parse_date("nonsense"),
    http.parse_age("10")!.total_seconds(),
    http.unquote_etag('W/"abc"'),
    http.parse_etags('"a", W/"b"').contains_weak("b"),
    http.parse_content_range_header("bytes 0-9/100")!.length,
    http.parse_range_header("bytes=0-9,20-")!.ranges,
    http.parse_range_header("lines=x"),
    http.is_resource_modified({ REQUEST_METHOD: "GET" }, { etag: "x" }),
  ];
}

export function dumping() {
  return [
    http.dump_options_header("text/html", { charset: "utf-8", x: "a b", ü: "ä" }),
    http.dump_header(["a", "b c", "d,e"]),
    http.dump_header({ a: 1, b: "x y", c: null }),
    http.http_date(new Date("2026-01-01T12:30:00Z")),
    http.http_date(0),
    http.quote_etag("abc", { weak: true }),
    http.generate_etag(Buffer.from("x")),
    http.dump_cookie("k", "v ü;", {
      max_age: 60,
      path: "/x",
      domain: ".example.com",
      secure: true,
      httponly: true,
      samesite: "lax",
    }),
    http.dump_cookie("k", "", { expires: 0, path: null }),
    http.is_entity_header("Content-Type"),
    http.is_hop_by_hop_header("connection"),
    http.HTTP_STATUS_CODES[418],
    http.dump_age(12),
  ];
}

export async function others() {
  return [
    [
      "My cool movie.mov",
      "../../../etc/passwd",
      "i contain cool \xfcml\xe4uts.txt",
      ".htaccess",
      "CON",
      "a/b\\c",
      "",
    ].map((n) => secure_filename(n)),
    ["a", "a/../b", "../x", "/abs", "", "a//b"].map((p) => safe_join("/base", p)),
    iri_to_uri("http://bücher.test/ä?q=ü#ß"),
    uri_to_iri("http://xn--bcher-kva.test/%C3%A4%20%2F?q=%C3%BC%26"),
    await check_password_hash("pbkdf2:sha256:1000$salt$1a9a2f5bc4bf2f1a2d1e0f1b5b2a0c9c5c1a", "x"),
  ];
}
