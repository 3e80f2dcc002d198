import { expect, test } from "vitest";
import { requires } from "../../../../tests/support/require.ts";
import { dump_cookie, parse_cookie_pairs } from "../../src/data/cookie_text.ts";
import { Cookies } from "../../src/wire/cookies.ts";
import { HTTPException } from "../../src/wire/errors.ts";
import type { Request } from "../../src/wire/request.ts";
import { Response } from "../../src/wire/response.ts";
import { Random } from "../support/random.ts";
import { ask_wire_oracle, type OracleKind } from "../support/wire_oracle.ts";
import { in_pieces, make_request, post_case, type RequestCase } from "./make_request.ts";

// Random cases, the same in every run: what Werkzeug in Python makes of each has to be what is made of it here.
const SEED = 20_261_123;
const RANDOM = new Random(SEED);
const WORDS = [
  "a",
  "b",
  "name",
  "é",
  "x y",
  "日本",
  "0",
  "",
  "__proto__",
  "constructor",
  "~",
  "%41",
  "%",
  "%zz",
  "&",
  "+",
];

interface Family<Case> {
  readonly kind: OracleKind;
  readonly count: number;
  readonly make: () => Case;
  readonly answer: (given: Case) => unknown;
}

const families: { readonly [name: string]: Family<never> } = {
  "cookie headers": family({
    kind: "parse_cookie",
    count: 1500,
    make: cookie_header,
    answer: parsed_cookies,
  }),
  "cookies written": family({
    kind: "dump_cookie",
    count: 1500,
    make: cookie_arguments,
    answer: dumped_cookie,
  }),
  "urlencoded forms": family({ kind: "form", count: 800, make: urlencoded_case, answer: read_form }),
  "multipart forms": family({ kind: "form", count: 800, make: multipart_case, answer: read_form }),
  "broken multipart forms": family({
    kind: "form",
    count: 800,
    make: broken_multipart_case,
    answer: read_form,
  }),
  "request attributes": family({ kind: "attributes", count: 800, make: request_case, answer: attributes }),
  "JSON bodies": family({ kind: "json", count: 400, make: json_case, answer: read_json }),
  "response heads and bodies": family({
    kind: "response",
    count: 1200,
    make: response_case,
    answer: sent_response,
  }),
};

function family<Case>(given: Family<Case>): Family<never> {
  return given as unknown as Family<never>; // each family's own functions take its own cases
}

for (const [name, { kind, count, make, answer }] of Object.entries(families)) {
  test.skipIf(!requires("python"))(
    `${count} random cases of ${name} come out as in Werkzeug (seed ${SEED})`,
    async () => {
      const cases = Array.from({ length: count }, make);
      const expected = ask_wire_oracle(kind, cases);
      for (const [index, given] of cases.entries()) {
        expect(plain(await answer(given)), JSON.stringify(given)).toEqual(expected[index]);
      }
    },
  );
}

/** As it comes back from Python: without undefined and prototypes. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const COOKIE_PIECES = [
  "a",
  "b",
  "session",
  "=",
  "=",
  ";",
  "; ",
  ";",
  " ",
  "\t",
  '"',
  '"x y"',
  '"\\""',
  "\\073",
  "\\342\\202\\254",
  "\\9",
  "\\400",
  "é",
  "%41",
  "__proto__",
  ",",
  "__Host-x",
  "=y",
  "\\",
  "1",
  "==",
  '="v"',
  "a=1; b=2",
  '"a;b"',
];

function cookie_header(): string {
  return RANDOM.text(COOKIE_PIECES, 14);
}

function parsed_cookies(header: string): unknown {
  return Array.from(Cookies.from_flat(parse_cookie_pairs(header)).items({ multi: true }));
}

function two_by_two<T>(flat: readonly T[]): T[][] {
  return Array.from({ length: flat.length / 2 }, (_, index) => flat.slice(2 * index, 2 * index + 2));
}

const COOKIE_NAMES = ["a", "session", "fö", "☃", "__Host-id", "a.b", "x_y", "!#$%&'*+-.^_`|~"];
const COOKIE_VALUES = [
  "",
  "v",
  "a b",
  "a;b",
  'q"q',
  "\\",
  "é",
  "日本",
  "\r\nX: 1",
  "%41",
  "a=b",
  "a,b",
  "\u0000",
  "\u007f",
  '€"\\;',
];
const DOMAINS = [
  "example.org",
  ".example.org",
  "example.org:80",
  "ドメイン.jp",
  "",
  "localhost",
  "EXAMPLE.org",
  "a.b.",
];
const PATHS = ["/", "/a b", "/é", "/;Domain=e", "/%41?x", "", "/\r\nX: 1", "/a,b!$&'()*+=:@"];

type CookieArguments = readonly [key: string, value: string, options: Record<string, unknown>];

function cookie_arguments(): CookieArguments {
  const options: Record<string, unknown> = {};
  const sometimes = (name: string, values: readonly unknown[]) => {
    if (RANDOM.below(3) === 0) options[name] = RANDOM.pick(values);
  };
  sometimes("max_age", [0, 60, 3600, -1]);
  // Without it Expires would tell the time, which is another one in Python.
  if ("max_age" in options) options.sync_expires = false;
  sometimes("expires", [0, 1_700_000_000, "Thu, 01 Jan 1970 00:00:00 GMT", { time: 1_700_000_000 }]);
  sometimes("path", [...PATHS, null]);
  sometimes("domain", [...DOMAINS, null]);
  for (const name of ["secure", "httponly", "partitioned"]) sometimes(name, [true, false]);
  sometimes("samesite", ["Lax", "strict", "NONE", "bogus", "", null]);
  return [RANDOM.pick(COOKIE_NAMES), RANDOM.text(COOKIE_VALUES, 3), options];
}

function dumped_cookie([key, value, options]: CookieArguments): unknown {
  const { expires } = options;
  const date =
    typeof expires === "object" && expires !== null
      ? new Date((expires as { time: number }).time * 1000)
      : expires;
  try {
    return dump_cookie(key, value, { ...options, ...(date === undefined ? {} : { expires: date as Date }) });
  } catch {
    return { raises: true };
  }
}

const URLENCODED_PIECES = [
  ...WORDS,
  "=",
  "=",
  "&",
  "&",
  "+",
  "%20",
  "%E2%82%AC",
  "%e2%82",
  "%FF",
  ";",
  "a=1&b=2",
  "[]",
  ".",
  "#",
  "?",
];

function urlencoded_case(): RequestCase {
  const type = RANDOM.pick([
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=latin1",
    "Application/X-WWW-Form-URLEncoded",
    "text/plain",
  ]);
  const bytes = RANDOM.below(20) === 0 ? Buffer.from([0x61, 0x3d, 0xff]) : RANDOM.text(URLENCODED_PIECES, 20);
  return post_case(type, bytes, { method: RANDOM.pick(["POST", "PUT", "PATCH", "GET", "DELETE"]) });
}

async function read_form(given: RequestCase): Promise<unknown> {
  const body = Buffer.from(given.body ?? "", "base64");
  const request = make_request(given, in_pieces(body, RANDOM.pick([1, 7, 64, 100_000])));
  await request.read_body();
  try {
    return { form: Array.from(request.form.items({ multi: true })), files: await file_facts(request) };
  } catch (error) {
    if (error instanceof HTTPException) return { code: error.code };
    throw error;
  } finally {
    await request.close();
  }
}

function file_facts(request: Request): Promise<unknown[]> {
  return Promise.all(
    Array.from(request.files.values(), async (file) => [
      file.name,
      file.filename,
      (await file.read()).toString("base64"),
      file.content_type,
      file.mimetype,
      file.content_length,
    ]),
  );
}

const PART_NAMES = ["a", "b", "a b", "é", 'q\\"q', "__proto__", "", "x[y]"];
const FILE_NAMES = ["a.txt", "", "日本.png", "../../x", "C:\\\\x", 'q\\"q', "a;b", "a b"];
const CONTENTS = [
  "",
  "x",
  "hello\r\nworld",
  "\r\n",
  "--",
  "\r\n--",
  "\n",
  "é",
  "\u0000\u0001",
  "--BOUND",
  "\r\r\n\n",
  "x".repeat(3000),
];
const PART_TYPES = [
  "text/plain",
  "text/plain; charset=iso-8859-1",
  "text/plain; charset=UTF-8",
  "application/octet-stream",
  "IMAGE/png; a=b",
];

function multipart_case(): RequestCase {
  const boundary = RANDOM.pick(["BOUNDARY", "----WebKitFormBoundary7MA4YWxk", "a'()+_,-./:=?z"]);
  const quoted = boundary.includes("=") || RANDOM.below(4) === 0 ? `"${boundary}"` : boundary;
  const parts = RANDOM.list(5, () => multipart_part(boundary)).join("");
  const preamble = RANDOM.pick(["", "", "", "\r\n", "preamble\r\n"]);
  const epilogue = RANDOM.pick(["\r\n", "", "\r\nepilogue", "\r\n\r\n"]);
  // One in ten ends before its end.
  const end = RANDOM.below(10) === 0 ? "" : `--${boundary}--${epilogue}`;
  return post_case(`multipart/form-data; boundary=${quoted}`, preamble + parts + end);
}

function multipart_part(boundary: string): string {
  const name = RANDOM.pick(PART_NAMES);
  const file =
    RANDOM.below(2) === 0
      ? `; filename="${RANDOM.pick(FILE_NAMES)}"`
      : RANDOM.below(8) === 0
        ? "; filename*=UTF-8''%e2%82%ac.txt"
        : "";
  const headers = [
    `${RANDOM.pick(["Content-Disposition", "content-disposition"])}: form-data; name="${name}"${file}`,
  ];
  if (RANDOM.below(2) === 0) headers.push(`Content-Type: ${RANDOM.pick(PART_TYPES)}`);
  if (RANDOM.below(5) === 0) headers.push(`Content-Length: ${RANDOM.pick(["3", "x", "-1", "+5"])}`);
  if (RANDOM.below(6) === 0) headers.push("X-Folded: one\r\n two");
  const content = RANDOM.list(3, () => RANDOM.pick(CONTENTS)).join("");
  return `--${boundary}\r\n${headers.join("\r\n")}\r\n\r\n${content}\r\n`;
}

const BROKEN_PIECES = [
  "--B",
  "\r\n",
  "\r\n",
  "\n",
  "\r",
  "--",
  "-",
  "Content-Disposition: form-data; name=a",
  "; filename=f",
  "x",
  "\r\n\r\n",
  "\r\n--B\r\n",
  "--B--",
  " ",
  ":",
  "B",
];

function broken_multipart_case(): RequestCase {
  const end = RANDOM.below(2) === 0 ? "" : "\r\n--B--";
  const body = `--B\r\nContent-Disposition: form-data; name=z\r\n\r\nx${RANDOM.text(BROKEN_PIECES, 14)}${end}`;
  return post_case("multipart/form-data; boundary=B", body);
}

const TARGET_PIECES = [
  "/",
  "/",
  "a",
  "b c".replace(" ", "%20"),
  "%C3%A9",
  "%2F",
  "%25",
  "%zz",
  "%ff",
  ".",
  "..",
  ";",
  "@",
  ":",
  "~",
  "*",
  "(",
  "%3F",
  "%23",
];
const QUERY_PIECES = URLENCODED_PIECES.filter((piece) => !/[#?\u0080-\uffff ]/.test(piece));
const HOSTS = [
  "example.org",
  "example.org:80",
  "example.org:8080",
  "EXAMPLE.org",
  "xn--n3h.com",
  "a b",
  "[::1]:80",
  "evil.com:x@y",
  "1.2.3.4:99999",
  "",
];

function request_case(): RequestCase {
  const headers: [string, string][] = [];
  const sometimes = (name: string, values: readonly string[]) => {
    if (RANDOM.below(2) === 0) headers.push([name, RANDOM.pick(values)]);
  };
  sometimes("Host", HOSTS);
  sometimes("Cookie", ["a=1; b=2", 'a="x y"; a=2', "__proto__=1", "a=1; ; =2; c"]);
  sometimes("Cookie", ["z=9", "a=3"]);
  sometimes("Content-Type", [
    "text/HTML; charset=utf-8",
    "application/json",
    "Application/Vnd.x+JSON",
    'text/plain;a="b;c"',
    "x",
  ]);
  sometimes("Referer", ["http://a/b"]);
  sometimes("Origin", ["http://a"]);
  sometimes("Max-Forwards", ["3", "0"]);
  sometimes("X-Forwarded-For", ["1.1.1.1, 2.2.2.2", "3.3.3.3", '"a, b", c']);
  sometimes("Pragma", ["no-cache", "a, B, a"]);
  sometimes("User-Agent", ["curl/8"]);
  const body = RANDOM.pick(["", "hello", "é"]);
  if (RANDOM.below(3) > 0) headers.push(["Content-Length", String(Buffer.byteLength(body))]);
  const query = RANDOM.below(2) === 0 ? "" : `?${RANDOM.text(QUERY_PIECES, 10)}`;
  return {
    method: RANDOM.pick(["GET", "POST", "put", "DELETE"]),
    target: `/${RANDOM.text(TARGET_PIECES, 8)}${query}`,
    headers,
    scheme: RANDOM.pick(["http", "https"]),
    root_path: RANDOM.pick(["", "", "/app", "/app/", "/é"]),
    // A server hands on no body where no length is announced.
    body: headers.some(([name]) => name === "Content-Length") ? Buffer.from(body).toString("base64") : "",
  };
}

async function attributes(given: RequestCase): Promise<unknown> {
  const request = make_request(given);
  await request.read_body();
  const { method, scheme, path, root_path, script_root, url, base_url, root_url, host_url, full_path, host } =
    request;
  const { is_secure, remote_addr, mimetype, content_type, content_length, is_json, referrer, origin } =
    request;
  return {
    ...{ method, scheme, path, root_path, script_root, url, base_url, root_url, host_url, full_path, host },
    ...{ is_secure, remote_addr, mimetype, content_type, content_length, is_json, referrer, origin },
    mimetype_params: { ...request.mimetype_params },
    max_forwards: request.max_forwards,
    access_route: request.access_route,
    args: Array.from(request.args.items({ multi: true })),
    cookies: Array.from(request.cookies.items({ multi: true })),
    pragma: Array.from(request.pragma),
    user_agent: request.user_agent.string,
    data: request.get_data().toString("base64"),
    values: Array.from(request.values.items({ multi: true })).sort(by_code_points),
  };
}

function by_code_points(left: readonly string[], right: readonly string[]): number {
  return Buffer.compare(Buffer.from(left.join("\u0000")), Buffer.from(right.join("\u0000")));
}

const JSON_TYPES = [
  "application/json",
  "application/json; charset=utf-8",
  "application/vnd.x+json",
  "Application/JSON",
  "application/jsonp",
  "text/plain",
  "application/json garbage",
  "application/json\tx",
  null,
];
const JSON_PIECES = [
  "{",
  "}",
  "[",
  "]",
  '"a"',
  ":",
  ",",
  "1",
  "-2.5",
  "true",
  "null",
  '{"a": 1}',
  '[1, {"b": "é"}]',
  '"\\u00e9"',
  " ",
  "\n",
  "'x'",
  "01",
];

function json_case(): RequestCase & { options: object } {
  const body =
    RANDOM.below(3) === 0
      ? JSON.stringify({ a: [1, null, RANDOM.text(WORDS)] })
      : RANDOM.text(JSON_PIECES, 5);
  const options = { force: RANDOM.below(3) === 0, silent: RANDOM.below(3) === 0 };
  return { ...post_case(RANDOM.pick(JSON_TYPES), body), options };
}

async function read_json(given: RequestCase & { options: object }): Promise<unknown> {
  const request = make_request(given);
  await request.read_body();
  try {
    return { value: request.get_json(given.options) };
  } catch (error) {
    if (error instanceof HTTPException) return { code: error.code };
    throw error;
  }
}

interface ResponseCase {
  readonly body: string | { bytes: string } | null;
  readonly status: number | string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly mimetype?: string | null;
  readonly content_type?: string | null;
  readonly steps: readonly (readonly [string, ...unknown[]])[];
  readonly method: string;
  readonly request_headers?: readonly (readonly [string, string])[];
  readonly conditional?: { readonly accept_ranges: boolean; readonly complete_length: number };
}

const STATUSES = [
  200,
  201,
  204,
  304,
  404,
  418,
  100,
  599,
  "404 Not Here",
  "201",
  "weird",
  "",
  " 200 OK ",
  null,
];
const STEPS: (() => [string, ...unknown[]])[] = [
  () => [
    "cookie",
    RANDOM.pick(COOKIE_NAMES),
    RANDOM.pick(COOKIE_VALUES),
    RANDOM.pick([{}, { httponly: true }, { domain: "a.b", path: "/x" }]),
  ],
  () => [
    "set",
    "location",
    RANDOM.pick(["/a b", "/é?x=日本", "http://ドメイン.jp/a?b=c d", "//e.com/%zz", "../x", "/a\r\nX: 1"]),
  ],
  () => ["set", "content_location", "/é"],
  () => ["set", "content_encoding", "gzip"],
  () => [
    "set",
    "mimetype",
    RANDOM.pick(["text/css", "application/json", "image/svg+xml", "application/javascript"]),
  ],
  () => ["set", "status_code", RANDOM.pick([200, 204, 304, 500])],
  () => ["set", "allow", RANDOM.pick([["GET", "POST"], "GET, HEAD"])],
  () => ["set", "access_control_allow_origin", "*"],
  () => ["set", "access_control_max_age", 60],
  () => ["set", "accept_ranges", "none"],
  () => ["time", RANDOM.pick(["last_modified", "expires", "date"]), 1_700_000_000],
  () => ["vary", "add", RANDOM.pick(["Cookie", "cookie", "Accept", "a b"])],
  // Werkzeug forgets to take out an item that is named with capitals.
  () => ["vary", "discard", RANDOM.pick(["cookie", "accept", "a b"])],
  () => ["cache", RANDOM.pick(["max_age", "s_maxage"]), RANDOM.pick([0, 60])],
  () => ["cache", RANDOM.pick(["no_cache", "public", "no_store"]), RANDOM.pick([true, false])],
  () => [
    "header",
    RANDOM.pick(["add", "set"]),
    RANDOM.pick(["X-A", "x-a", "X-B", "Content-Type"]),
    RANDOM.pick(["v", "é", "a\nb", "1"]),
  ],
  () => ["header", "remove", RANDOM.pick(["X-A", "Content-Type"])],
  () => ["data", RANDOM.pick(["", "new", "é"])],
];

function response_case(): ResponseCase {
  const given = {
    body: RANDOM.pick([null, "", "hello", "é€", { bytes: Buffer.from([0, 255, 10]).toString("base64") }]),
    status: RANDOM.pick(STATUSES),
    headers: RANDOM.list(
      2,
      () =>
        [
          RANDOM.pick(["X-A", "Set-Cookie", "content-type", "Vary"]),
          RANDOM.pick(["v", "a=b", "text/x"]),
        ] as const,
    ),
    mimetype: RANDOM.pick([null, null, "text/plain", "application/xml", "application/json"]),
    content_type: RANDOM.pick([null, null, null, "text/html"]),
    steps: RANDOM.list(4, () => RANDOM.pick(STEPS)()),
    method: RANDOM.pick(["GET", "GET", "HEAD", "POST"]),
  };
  return RANDOM.below(3) === 0 ? conditional_case(given) : given;
}

/** A date that is set, a tag, and a request that asks for the same or another. */
function conditional_case(given: ResponseCase): ResponseCase {
  const headers: [string, string][] = [];
  const sometimes = (name: string, values: readonly string[]) => {
    if (RANDOM.below(3) === 0) headers.push([name, RANDOM.pick(values)]);
  };
  sometimes("If-None-Match", ['"x"', 'W/"x"', '"y"', "*", '"y", "x"']);
  sometimes("If-Match", ['"x"', '"y"', 'W/"x"', "*"]);
  sometimes("If-Modified-Since", [
    "Tue, 14 Nov 2023 22:13:20 GMT",
    "Tue, 14 Nov 2023 22:13:19 GMT",
    "nonsense",
  ]);
  sometimes("Range", [
    "bytes=0-0",
    "bytes=1-",
    "bytes=-2",
    "bytes=-0",
    "bytes=5-1",
    "bytes=0-,1-",
    "bytes=9-",
    "x=0-1",
    "nonsense",
  ]);
  sometimes("If-Range", ['"x"', '"y"', "Tue, 14 Nov 2023 22:13:20 GMT"]);
  return {
    ...given,
    body: "hello",
    status: 200,
    method: RANDOM.pick(["GET", "HEAD", "POST"]),
    steps: [
      ["etag", "x", RANDOM.below(4) === 0],
      ["time", "last_modified", 1_700_000_000],
      ["time", "date", 1_700_000_000],
    ],
    request_headers: headers,
    conditional: { accept_ranges: RANDOM.below(2) === 0, complete_length: 5 },
  };
}

function sent_response(given: ResponseCase): unknown {
  try {
    const body =
      typeof given.body === "object" && given.body !== null
        ? Buffer.from(given.body.bytes, "base64")
        : given.body;
    const { status, headers, mimetype, content_type } = given;
    const response = new Response(body, {
      status,
      headers,
      mimetype: mimetype ?? null,
      content_type: content_type ?? null,
    });
    for (const [step, ...args] of given.steps) apply(response, step, args);
    if (given.conditional !== undefined) {
      response.make_conditional(
        make_request({ method: given.method, target: "/", headers: given.request_headers ?? [] }),
        given.conditional,
      );
    }
    const sent = response.wire_body(given.method);
    return {
      status: response.status,
      headers: two_by_two(response.wire_headers(given.method)),
      body: Buffer.from((sent as string | Uint8Array | null) ?? "").toString("base64"),
    };
  } catch (error) {
    if (error instanceof HTTPException) return { code: error.code, headers: error.get_headers() };
    return { raises: true };
  }
}

function apply(response: Response, step: string, args: unknown[]): void {
  const [name, value, extra] = args as [string, never, never];
  if (step === "cookie") response.set_cookie(name, value, extra);
  else if (step === "set") Reflect.set(response, name, value);
  else if (step === "time") Reflect.set(response, name, new Date(Number(value) * 1000));
  else if (step === "vary") name === "add" ? response.vary.add(value) : response.vary.discard(value);
  else if (step === "cache") Reflect.set(response.cache_control, name, value);
  else if (step === "header" && name === "remove") response.headers.remove(value);
  else if (step === "header")
    name === "add" ? response.headers.add(value, extra) : response.headers.set(value, extra);
  else if (step === "data") response.set_data(name);
  else response.set_etag(name, { weak: value });
}
