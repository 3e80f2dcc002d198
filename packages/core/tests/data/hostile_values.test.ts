import { expect, test } from "vitest";
import { cpu_milliseconds, HOSTILE_MS } from "../../../../tests/support/cpu_time.ts";
import {
  Authorization,
  CharsetAccept,
  Headers,
  LanguageAccept,
  MIMEAccept,
  WWWAuthenticate,
} from "../../src/datastructures.ts";
import * as http from "../../src/http.ts";
import { get_content_length, get_current_url, get_host, iri_to_uri, uri_to_iri } from "../../src/urls.ts";
import { secure_filename } from "../../src/utils.ts";

// Security row 12: a header of 16 KB may cost no more than this, or a few of them stop the server.
const SIZE = 16_000;
const FILLERS = [
  " ",
  "\t",
  ",",
  ";",
  '"',
  "\\",
  "=",
  "*",
  "'",
  "%",
  "-",
  "/",
  "&",
  ":",
  ".",
  "0",
  "a",
  "é",
  "\u0301",
];
const PAIRS = [
  ", ",
  "; ",
  '",',
  '";',
  '"=',
  "=;",
  "=,",
  "a,",
  "a;",
  "a=",
  "0-,",
  "%f",
  "%ff",
  "%zz",
  '\\"',
  "W/",
  'W/"',
  "*0",
  "''",
  "a/",
  "a/b,",
  "en-",
  "--",
  "1:",
  ".-",
  "//",
  "%20",
  "=1&",
];
const FRAMES: readonly (readonly [string, string])[] = [
  ["x", "x"],
  ["", ""],
  ['"', ""],
  ["a=", '"'],
  ['a="', ""],
  ["text/html;q=", ";a"],
  ["bytes=", "x"],
  ["bytes ", "/"],
  ["Basic ", "!"],
  ["Digest a=", "x"],
  ["http://", "/"],
  ["xn--", ".a"],
  ["a; b*=utf-8''", "x"],
  ["a; b*0=", "x"],
];

const ask_accept = (accept: { best_match(values: string[]): unknown; to_header(): string }) => [
  accept.best_match(["text/html", "application/json", "en/x"]),
  accept.to_header(),
];

const READERS: Record<string, (value: string) => unknown> = {
  quote_header_value: http.quote_header_value,
  unquote_header_value: http.unquote_header_value,
  parse_list_header: http.parse_list_header,
  parse_dict_header: http.parse_dict_header,
  parse_set_header: http.parse_set_header,
  parse_options_header: http.parse_options_header,
  accept: (value) => ask_accept(http.parse_accept_header(value)),
  accept_mimetypes: (value) => ask_accept(http.parse_accept_header(value, MIMEAccept)),
  accept_languages: (value) => ask_accept(http.parse_accept_header(value, LanguageAccept)),
  accept_charsets: (value) => ask_accept(http.parse_accept_header(value, CharsetAccept)),
  parse_cache_control_header: (value) => http.parse_cache_control_header(value).max_age,
  parse_csp_header: http.parse_csp_header,
  parse_etags: http.parse_etags,
  parse_if_range_header: http.parse_if_range_header,
  parse_range_header: http.parse_range_header,
  parse_content_range_header: http.parse_content_range_header,
  parse_date: http.parse_date,
  parse_age: http.parse_age,
  parse_cookie: http.parse_cookie,
  authorization: Authorization.from_header,
  www_authenticate: (value) => WWWAuthenticate.from_header(value)?.to_header(),
  get_content_length: (value) => get_content_length(value, value),
  get_host: (value) => get_host("http", value),
  get_current_url: (value) => get_current_url("http", value, value, value, value),
  iri_to_uri: (value) => without_value_error(() => iri_to_uri(value)),
  uri_to_iri: (value) => without_value_error(() => uri_to_iri(value)),
  secure_filename,
};

function without_value_error(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if ((error as Error).name === "ValueError") return undefined;
    throw error;
  }
}

const VALUES = FRAMES.flatMap(([before, after]) =>
  [...FILLERS, ...PAIRS].map((piece) => before + piece.repeat(SIZE / piece.length) + after),
);

test.each(Object.entries(READERS))(`%s reads ${VALUES.length} values of 16 KB without a hang`, (_, read) => {
  const slow = VALUES.map((value) => ({
    value: value.slice(0, 20),
    ms: cpu_milliseconds(() => read(value)),
  }));
  expect(slow.filter(({ ms }) => ms >= HOSTILE_MS)).toEqual([]);
});

test("one header 2000 times over, as many as node lets in, is passed on without a hang", () => {
  const many = new Headers({ A: Array.from({ length: 2000 }, String) });
  const headers = new Headers();
  expect(cpu_milliseconds(() => headers.update(many))).toBeLessThan(HOSTILE_MS);
  expect(headers.length).toBe(2000);
});
