import { inspect } from "node:util";
import { Flask, float, int } from "miniflask";
import * as datastructures from "miniflask/datastructures";
import * as http from "miniflask/http";
import * as security from "miniflask/security";
import * as urls from "miniflask/urls";
import * as utils from "miniflask/utils";

export const app = new Flask(import.meta.url);
const { CharsetAccept, ETags, Headers, HeaderSet, MultiDict, ResponseCacheControl } = datastructures;
const BEYOND = 2n ** 53n + 1n;

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

export function continued_parameter() {
  return Object.keys(http.parse_options_header("t; b=1; a*0=x; a*1=y; c=2")[1]);
}

export function trusted_host_case() {
  return utils.host_is_trusted("GOOD.test", ["good.test"]);
}

export function trusted_host_no_domain() {
  return attempt(() => utils.host_is_trusted("good.test", [".."]));
}

export function empty_etag() {
  const tags = http.parse_etags('""');
  return [tags.contains(""), tags.to_header()];
}

export function header_set_removed() {
  const names = new HeaderSet(["Foo", "bar"]);
  names.remove("FOO");
  return [names.has("foo"), names.to_header()];
}

export function broken_punycode() {
  return attempt(() => urls.uri_to_iri("http://xn--.a/"));
}

export function brackets_in_urls() {
  return [
    attempt(() => urls.uri_to_iri("http://u[v@host/")),
    attempt(() => urls.iri_to_uri("http://u[v@host/")),
  ];
}

export function url_of_a_broken_host() {
  return attempt(() => utils.get_current_url("http", "a]b", "/", "/p", Buffer.from("q=1")));
}

export function large_numbers() {
  const parsed = http.parse_range_header(`bytes=0-${BEYOND - 1n}`);
  const length = utils.get_content_length(String(BEYOND));
  return [String(parsed?.ranges[0]?.[1]), String(length), http.dump_age(Number(BEYOND))];
}

export function odd_digits_in_dates() {
  return String(http.parse_date("Sun, 06 Nov 1_994 08:49:37 GMT"));
}

export function authorization_printed() {
  const authorization = new datastructures.Authorization("basic", { username: "u", password: "secret" });
  return [inspect(authorization).includes(authorization.to_header()), authorization.to_header()];
}

export function truth_of_etags() {
  return [Boolean(new ETags()), Boolean(new ETags(["a"]))];
}

export function windows_while_running() {
  const platform = Object.getOwnPropertyDescriptor(process, "platform")!;
  Object.defineProperty(process, "platform", { ...platform, value: "win32" });
  try {
    return [security.safe_join("a", "b\\..\\c"), security.safe_join("a", "d:x")];
  } finally {
    Object.defineProperty(process, "platform", platform);
  }
}

export async function hash_beyond_ascii() {
  return security.check_password_hash("pbkdf2:sha256:1$salt$é", "x");
}

export function charset_of_python() {
  const accept = new CharsetAccept([
    ["mac_cyrillic", 1],
    ["uu", 1],
  ]);
  return ["maccyrillic" in accept, "UU" in accept, "uu_codec" in accept];
}

export function cookie_that_is_no_latin() {
  return attempt(() => [...http.parse_cookie("a=日; b=c").items()]);
}

export function emptied_list() {
  const values = new MultiDict([
    ["a", "1"],
    ["b", "2"],
  ]);
  values.setlist("a", []);
  return [
    attempt(() => [...values.items()]),
    attempt(() => [...values.values()]),
    attempt(() => values.to_dict()),
  ];
}

export function numbers_of_text() {
  const texts = "1_000 ٣ 9007199254740993 nan inf x".split(" ");
  const values = new MultiDict(texts.map((text) => ["x", text] as const));
  return [values.getlist("x", int).map(String), values.getlist("x", float).length];
}

export function header_by_place() {
  const headers = new Headers([
    ["A", "1"],
    ["B", "2"],
  ]);
  return [Reflect.get(headers, 0) ?? "undefined", [...headers][0], headers.pop(0), [...headers]];
}

export function directive_deleted() {
  const cache = new ResponseCacheControl();
  cache.max_age = 5;
  cache.no_cache = true;
  Reflect.deleteProperty(cache, "max_age");
  return cache.to_header();
}

export function accept_by_no_type() {
  const accept = http.parse_accept_header("text/html;q=0.5", datastructures.MIMEAccept);
  return [
    Reflect.get(accept, "html") ?? "undefined",
    attempt(() => "html" in accept),
    attempt(() => accept.quality("html")),
    attempt(() => accept.best_match(["html"])),
  ];
}

export function names_of_modules() {
  const of_datastructures =
    "ImmutableDict ImmutableList TypeConversionDict EnvironHeaders FileMultiDict iter_multi_items";
  const of_utils =
    "import_string find_modules cached_property header_property environ_property append_slash_redirect";
  const names = [...of_datastructures.split(" "), "ImmutableMultiDict"];
  return Object.fromEntries([
    ...names.map((name) => [name, name in datastructures]),
    ...of_utils.split(" ").map((name) => [name, name in utils]),
  ]);
}

export function config_absent() {
  return [app.config["ABSENT"] ?? "undefined", "ABSENT" in app.config, app.config.get("ABSENT", "fallback")];
}

export function config_from_a_name() {
  return attempt(() => app.config.from_object("colorsys" as unknown as object));
}

export function config_from_the_environment() {
  Object.assign(process.env, { DIFFERS_SECRET_KEY: "12345", DIFFERS_TESTING: "no" });
  app.config.from_prefixed_env("DIFFERS");
  return [app.config.SECRET_KEY, app.config.TESTING];
}

export function config_wrong_type() {
  return attempt(() => app.config.update({ MAX_COOKIE_SIZE: "large" as unknown as number }));
}
