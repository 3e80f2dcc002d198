import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PYTHON, requires } from "../../../../tests/support/require.ts";
import { timedelta } from "../../src/data/timedelta.ts";
import { NotFound, RequestedRangeNotSatisfiable } from "../../src/wire/errors.ts";
import { guess_type } from "../../src/wire/file_type.ts";
import type { Response } from "../../src/wire/response.ts";
import {
  type SendFileEnvironment,
  type SendFileOptions,
  send_file,
  send_from_directory,
} from "../../src/wire/send_file.ts";
import { make_request } from "./make_request.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "miniflask-test-"));
  await mkdir(join(folder, "static/admin"), { recursive: true });
  await mkdir(join(folder, "static-secret"));
  const files = {
    "outside.txt": "outside",
    "static/pub.txt": "0123456789",
    "static/admin/secret.txt": "secret",
    "static-secret/x.txt": "sibling",
    "static/a.tar.gz": "gz",
    "static/é.txt": "accent",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await symlink(join(folder, "outside.txt"), join(folder, "static/link.txt"));
  await utimes(join(folder, "static/pub.txt"), 1_700_000_000.25, 1_700_000_000.25);
});

afterAll(() => rm(folder, { recursive: true }));

function environment(
  headers: [string, string][] = [],
  more: Partial<SendFileEnvironment> = {},
  method = "GET",
): SendFileEnvironment {
  return { request: make_request({ method, target: "/", headers }), root_path: folder, ...more };
}

async function content(response: Response): Promise<string> {
  const body = response.wire_body("GET");
  if (body === null || typeof body === "string" || body instanceof Uint8Array)
    return Buffer.from(body ?? "").toString();
  const pieces: Uint8Array[] = [];
  for (let step = await body.next(); !step.done; step = await body.next())
    pieces.push(Buffer.from(step.value));
  await response.close();
  return Buffer.concat(pieces).toString();
}

test.each([
  ["a path below the root", () => send_file("static/pub.txt", environment())],
  ["an absolute path", () => send_file(join(folder, "static/pub.txt"), environment())],
  ["a URL", () => send_file(pathToFileURL(join(folder, "static/pub.txt")), environment())],
  ["bytes", () => send_file(Buffer.from("0123456789"), environment(), { download_name: "pub.txt" })],
  [
    "a stream",
    () => send_file(Readable.from([Buffer.from("0123456789")]), environment(), { download_name: "pub.txt" }),
  ],
])("%s", async (_, send) => {
  const response = await send();
  expect([response.status_code, response.mimetype, await content(response)]).toEqual([
    200,
    "text/plain",
    "0123456789",
  ]);
  expect(response.headers["Content-Disposition"]).toBe("inline; filename=pub.txt");
  expect(response.headers["Cache-Control"]).toBe("no-cache");
});

test("time, size and path make the tag; the body is as long as announced", async () => {
  const response = await send_file("static/pub.txt", environment());
  expect(response.headers["ETag"]).toMatch(/^"1700000000\.25-10-\d+"$/);
  expect([response.headers["Last-Modified"], response.content_length, response.accept_ranges]).toEqual([
    "Tue, 14 Nov 2023 22:13:20 GMT",
    10,
    "bytes",
  ]);
  expect((await send_file("static/pub.txt", environment(), { etag: "mine" })).get_etag()).toEqual([
    "mine",
    false,
  ]);
  expect((await send_file("static/pub.txt", environment(), { etag: false })).headers["ETag"]).toBeUndefined();
  const dated = await send_file("static/pub.txt", environment(), { last_modified: new Date(0) });
  expect(dated.last_modified).toEqual(new Date(0));
});

const OPTIONS: Record<string, SendFileOptions> = {
  plain: {},
  attachment: { as_attachment: true },
  named: { download_name: "Vögel / 日本.txt", as_attachment: true },
  "kept for an hour": { max_age: 3600 },
  "kept for no time": { max_age: 0 },
  typed: { mimetype: "text/css" },
  "with a tag": { etag: "t" },
  unconditional: { conditional: false },
};

const PYTHON_SIDE = `
import json, sys
from werkzeug.test import create_environ
from werkzeug.utils import send_file
answers = []
for path, headers, options in json.load(sys.stdin):
    try:
        response = send_file(path, create_environ(headers=headers), **options)
        answers.append([response.status_code, sorted(p for p in response.headers.items() if p[0] not in ("Date", "Expires"))])
    except Exception as error:
        answers.append([error.code, []])
json.dump(answers, sys.stdout)
`;

test.skipIf(!requires("python"))("status and headers are Werkzeug's, whatever is asked for", async () => {
  const asked: [string, string][][] = [
    [],
    [["Range", "bytes=2-3"]],
    [["Range", "bytes=99-"]],
    [["If-Modified-Since", "Tue, 14 Nov 2023 22:13:20 GMT"]],
    [["If-None-Match", '"t"']],
  ];
  const names = ["static/pub.txt", "static/a.tar.gz", "static/é.txt"];
  const cases = names.flatMap((name) =>
    asked.flatMap((headers) => Object.values(OPTIONS).map((options) => ({ name, headers, options }))),
  );
  const input = JSON.stringify(
    cases.map(({ name, headers, options }) => [join(folder, name), headers, options]),
  );
  const expected = JSON.parse(
    execFileSync(PYTHON, ["-c", PYTHON_SIDE], { input, encoding: "utf8" }),
  ) as unknown[];
  for (const [index, { name, headers, options }] of cases.entries()) {
    expect(await facts(send_file(name, environment(headers), options)), JSON.stringify(cases[index])).toEqual(
      expected[index],
    );
  }
});

async function facts(sending: Promise<Response>): Promise<unknown> {
  try {
    const response = await sending;
    const headers = [...response.headers].filter(([name]) => name !== "Date" && name !== "Expires");
    return [response.status_code, headers.sort(([left], [right]) => (left < right ? -1 : 1))];
  } catch (error) {
    return [(error as RequestedRangeNotSatisfiable).code, []];
  }
}

test("max_age: seconds, a timedelta, or what tells it for a path", async () => {
  for (const max_age of [
    60,
    timedelta({ minutes: 1 }),
    (path: string | null) => (path?.endsWith("pub.txt") ? 60 : null),
  ]) {
    const before = Math.floor(Date.now() / 1000) * 1000; // as the header has no milliseconds
    const response = await send_file("static/pub.txt", environment(), { max_age });
    expect(response.headers["Cache-Control"]).toBe("public, max-age=60");
    const end = response.expires!.getTime() - 60_000;
    expect([before <= end, end <= Date.now()]).toEqual([true, true]);
  }
});

test.each([
  [[["If-None-Match", "*"]], 304, ""],
  [[["If-Modified-Since", "Tue, 14 Nov 2023 22:13:20 GMT"]], 304, ""],
  [[["Range", "bytes=2-4"]], 206, "234"],
  [[["Range", "bytes=-1"]], 206, "9"],
  [
    [
      ["Range", "bytes=2-4"],
      ["If-Range", '"other"'],
    ],
    200,
    "0123456789",
  ],
] as [[string, string][], number, string][])("asked with %j it answers %i", async (headers, status, body) => {
  for (const source of ["static/pub.txt", Buffer.from("0123456789")]) {
    const options = { download_name: "x.txt", last_modified: 1_700_000_000, etag: "t" };
    const response = await send_file(source, environment(headers), options);
    expect([response.status_code, await content(response)]).toEqual([status, body]);
  }
});

test("a range the file does not have is 416", async () => {
  await expect(send_file("static/pub.txt", environment([["Range", "bytes=10-"]]))).rejects.toThrow(
    RequestedRangeNotSatisfiable,
  );
});

test("X-Sendfile names the path and sends no body; a 304 does not name it", async () => {
  const response = await send_file("static/pub.txt", environment([], { use_x_sendfile: true }));
  expect([response.headers["X-Sendfile"], await content(response)]).toEqual([
    join(folder, "static/pub.txt"),
    "",
  ]);
  const unchanged = await send_file(
    "static/pub.txt",
    environment([["If-None-Match", "*"]], { use_x_sendfile: true }),
  );
  expect([unchanged.status_code, unchanged.headers["X-Sendfile"]]).toEqual([304, undefined]);
});

test("a packed file says so, but not as an attachment", async () => {
  expect((await send_file("static/a.tar.gz", environment())).content_encoding).toBe("gzip");
  const attached = await send_file("static/a.tar.gz", environment(), { as_attachment: true });
  expect([attached.content_encoding, attached.mimetype]).toEqual([null, "application/x-tar"]);
});

test.each([
  [
    "a stream of text",
    () => send_file(Readable.from(["text"]).setEncoding("utf8"), environment(), { download_name: "x" }),
    "binary mode",
  ],
  ["no name and no type", () => send_file(Buffer.from("x"), environment()), "download_name"],
  [
    "an attachment without a name",
    () => send_file(Buffer.from("x"), environment(), { mimetype: "a/b", as_attachment: true }),
    "needs a name",
  ],
  ["what is no file", () => send_file(5 as unknown as string, environment()), "a path, bytes or a stream"],
  ["a missing file", () => send_file("static/none", environment()), "ENOENT"],
  [
    "a name with a line break",
    () => send_file("static/pub.txt", environment(), { download_name: "a\r\nX: 1" }),
    "newline",
  ],
])("refused: %s", async (_, send, message) => {
  await expect(send()).rejects.toThrow(message);
});

test("a file that shrinks meanwhile ends early, one that is gone fails before its first byte", async () => {
  const path = join(folder, "gone.txt");
  await writeFile(path, "0123456789");
  const shrunk = await send_file(path, environment());
  await writeFile(path, "01");
  expect(await content(shrunk)).toBe("01");
  const gone = await send_file(path, environment());
  await rm(path);
  await expect(content(gone)).rejects.toThrow("ENOENT");
});

test("a stream of bytes from a file that was not read is closed", async () => {
  const readable = Readable.from([Buffer.from("x")]);
  const response = await send_file(readable, environment([["If-None-Match", '"t"']]), {
    download_name: "x",
    etag: "t",
  });
  expect([response.status_code, response.wire_body("GET")]).toEqual([304, null]);
  await response.close();
  expect(readable.destroyed).toBe(true);
});

test.each(["pub.txt", "admin/secret.txt", "é.txt", "link.txt"])(
  "from a directory: %j is there",
  async (path) => {
    expect((await send_from_directory("static", path, environment())).status_code).toBe(200);
  },
);

// The guard of a view saw the path as it is written: no other spelling may reach a file.
test.each([
  "none.txt",
  "",
  "/",
  "admin",
  "admin/",
  "/pub.txt",
  "//pub.txt",
  "../outside.txt",
  "../static-secret/x.txt",
  "..",
  ".",
  "./pub.txt",
  "admin/../pub.txt",
  "x/../admin/secret.txt",
  "x/../pub.txt",
  "admin//secret.txt",
  "admin/./secret.txt",
  "admin\\secret.txt",
  "..\\outside.txt",
  "..\\..\\x",
  "pub.txt\u0000.png",
  "pub.txt/",
  "%2e%2e/outside.txt",
  "..%2foutside.txt",
  "....//outside.txt",
  "a".repeat(5000),
  "pub.txt/x",
  "C:\\x",
])("from a directory: %.40j is 404", async (path) => {
  await expect(send_from_directory("static", path, environment())).rejects.toThrow(NotFound);
});

// Python's mimetypes on a machine without /etc/mime.types.
test.each([
  ["a.txt", "text/plain", null],
  ["a.html", "text/html", null],
  ["a.css", "text/css", null],
  ["a.JS", "text/javascript", null],
  ["a.json", "application/json", null],
  ["a.xml", "text/xml", null],
  ["a.svg", "image/svg+xml", null],
  ["a.svgz", "image/svg+xml", "gzip"],
  ["a.tgz", "application/x-tar", "gzip"],
  ["a.tar.bz2", "application/x-tar", "bzip2"],
  ["a.Z", null, "compress"],
  ["a.gz", null, "gzip"],
  ["a.py", "text/x-python", null],
  ["a.wav", "audio/x-wav", null],
  [".hidden", null, null],
  ["noending", null, null],
  ["a.unknown-ending", null, null],
  ["dir.html/name", null, null],
])("the type of %j", (name, mimetype, encoding) => {
  expect(guess_type(name)).toEqual({ mimetype, encoding });
});
