import { fstatSync, readdirSync, readlinkSync, watch } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { secure_filename } from "../../src/data/secure_filename.ts";
import { ClientDisconnected, RequestEntityTooLarge } from "../../src/wire/errors.ts";
import { FileStorage } from "../../src/wire/file_storage.ts";
import type { Request } from "../../src/wire/request.ts";
import { MAX_IN_MEMORY, SpooledFile } from "../../src/wire/spooled_file.ts";
import { in_pieces, make_request, post, post_case } from "./make_request.ts";

const MEGABYTE = 1024 * 1024;
const TYPE = "multipart/form-data; boundary=B";

function part(name: string, content: string, filename?: string): string {
  const file = filename === undefined ? "" : `; filename="${filename}"\r\nContent-Type: text/plain`;
  return `--B\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
}

async function read(body: string | Uint8Array, type = TYPE): Promise<Request> {
  const request = post(type, body);
  await request.read_body();
  return request;
}

/** The status of reading the form, 200 where it could be read. */
async function status_of(request: Request): Promise<number> {
  await request.read_body();
  try {
    request.form.size;
    return 200;
  } catch (error) {
    return error instanceof RequestEntityTooLarge ? 413 : 500;
  } finally {
    await request.close();
  }
}

// Only Linux tells a process which files it holds open.
const on_linux = test.skipIf(process.platform !== "linux");

/** The files that this process holds open and that no folder names any more. */
function open_temporary_files(): number {
  return readdirSync("/proc/self/fd").filter((fd) => link_of(fd).includes("miniflask-")).length;
}

function link_of(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return "";
  }
}

// A folder for this file alone: other test files, which run at the same time, make temporary files too.
beforeAll(async () => {
  vi.stubEnv("TMPDIR", await mkdtemp(join(tmpdir(), "uploads-")));
});
afterAll(async () => {
  const folder = tmpdir();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** CPU milliseconds of a hang: megabytes take a fraction of it, what is quadratic takes minutes. */
const HANG_MS = 5000;

test("fields and files of one form", async () => {
  const body =
    part("a", "1") + part("f", "hello", "q.txt") + part("a", "2") + part("f", "", "") + "--B--\r\n";
  const { form, files } = await read(body);
  expect(form.getlist("a")).toEqual(["1", "2"]);
  const file = files["f"]!;
  expect([file.filename, file.name, file.mimetype, file.size]).toEqual(["q.txt", "f", "text/plain", 5]);
  expect((await file.read(2)).toString()).toBe("he");
  expect((await file.read()).toString()).toBe("llo");
  expect((await file.read()).toString()).toBe("");
  file.seek(1);
  expect([file.tell(), (await file.read(1)).toString()]).toEqual([1, "e"]);
  expect(files.getlist("f").map((each) => each.filename)).toEqual(["q.txt", ""]);
});

test("a file is saved to a path and read as a stream", async () => {
  const folder = await mkdtemp(join(tmpdir(), "miniflask-test-"));
  try {
    const { files } = await read(`${part("f", "hello", "q.txt")}--B--\r\n`);
    await files["f"]!.save(join(folder, "saved.txt"));
    expect(await readFile(join(folder, "saved.txt"), "utf8")).toBe("hello");
    files["f"]!.seek(0);
    const pieces: Buffer[] = [];
    for await (const piece of files["f"]!.stream) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe("hello");
    const made = new FileStorage("text", { filename: "t.txt", content_type: "Text/Plain; charset=utf-8" });
    const in_turn = new FileStorage("text", "t.txt", "f", "Text/Plain", 4);
    expect([String(new FileStorage()), inspect(in_turn)]).toEqual([
      "<FileStorage: None (None)>",
      "<FileStorage: 't.txt' ('Text/Plain')>",
    ]);
    for await (const bytes of new FileStorage("two\nlines")) expect(String(bytes)).toBe("two\nlines");
    expect([in_turn.filename, in_turn.name, in_turn.mimetype, in_turn.content_length]).toEqual([
      "t.txt",
      "f",
      "text/plain",
      4,
    ]);
    await made.save(join(folder, "made.txt"));
    expect(await readFile(join(folder, "made.txt"), "utf8")).toBe("text");
    expect([made.mimetype, made.mimetype_params, made.content_length]).toEqual([
      "text/plain",
      { charset: "utf-8" },
      0,
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

on_linux(
  "a file of more than 500 KB is on disk, without a name, and gone when the request is closed",
  async () => {
    const before = open_temporary_files();
    const content = "x".repeat(MAX_IN_MEMORY + 1);
    const request = await read(
      `${part("f", content, "big")}${part("g", "x".repeat(MAX_IN_MEMORY), "fits")}--B--\r\n`,
    );
    const file = request.files["f"]!;
    expect(open_temporary_files()).toBe(before + 1);
    expect(readdirSync(tmpdir())).toEqual([]);
    expect((await file.read()).equals(Buffer.from(content))).toBe(true);
    await request.close();
    expect(open_temporary_files()).toBe(before);
    await expect(file.read()).rejects.toThrow("Await what uses one: await file.save(path)");
  },
);

on_linux("a temporary file is its owner's alone, and its name cannot be guessed", async () => {
  const names = new Set<string>();
  const watcher = watch(tmpdir(), (_, name) => {
    if (name !== null) names.add(name);
  });
  try {
    for (let count = 0; count < 5; count++) {
      const file = new SpooledFile();
      await file.write(Buffer.alloc(MAX_IN_MEMORY + 1));
      expect(file.is_rolled).toBe(true);
      const fd = readdirSync("/proc/self/fd").find((each) => link_of(each).includes("miniflask-"))!;
      expect(fstatSync(Number(fd)).mode & 0o777).toBe(0o600);
      expect(fstatSync(Number(fd)).nlink).toBe(0);
      await file.close();
    }
    await sleep(20);
    expect(names.size).toBe(5);
    for (const name of names) expect(name).toMatch(/^miniflask-[0-9a-f]{32}$/);
  } finally {
    watcher.close();
  }
});

test.each([
  ["1000 parts", 1000, 200],
  ["1001 parts", 1001, 413],
])("%s", async (_, count, status) => {
  const parts = Array.from({ length: count }, (__, index) => part(`a${index}`, "x")).join("");
  expect(await status_of(post(TYPE, `${parts}--B--\r\n`))).toBe(status);
});

test.each([
  ["a field of 500 000 bytes", part("a", "x".repeat(500_000)), 200],
  ["a field of 500 001 bytes", part("a", "x".repeat(500_001)), 413],
  [
    "100 fields of 6 000 bytes",
    Array.from({ length: 100 }, (_, index) => part(`a${index}`, "x".repeat(6000))).join(""),
    200,
  ],
  [
    "a part's header line of 1 MB",
    `--B\r\nContent-Disposition: form-data; name="${"a".repeat(MEGABYTE)}"\r\n\r\nx\r\n`,
    413,
  ],
  ["100 000 header lines in a part", `--B\r\n${"a: b\r\n".repeat(100_000)}\r\nx\r\n`, 413],
  ["1 MB before the first part", `${"x".repeat(MEGABYTE)}\r\n${part("a", "1")}`, 413],
  ["a file name of 1 MB of quotes", part("a", "x", '\\"'.repeat(MEGABYTE / 2)), 413],
])("limits: %s", async (_, parts, status) => {
  for (const size of [1000, 65_536, parts.length + 100]) {
    const body = Buffer.from(`${parts}--B--\r\n`);
    const before = process.cpuUsage();
    expect(await status_of(make_request(post_case(TYPE, ""), in_pieces(body, size)))).toBe(status);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(HANG_MS);
  }
});

const NAME_A = 'Content-Disposition: form-data; name="a"';
const NAME_B = 'Content-Disposition: form-data; name="b"';

// What Werkzeug 3.1.9 makes of the same bytes stands beside each.
test.each([
  ["line feeds alone", `--B\n${NAME_A}\n\nx\n--B--\n`, [["a", "x"]]],
  ["carriage returns alone", `--B\r${NAME_A}\r\rx\r--B--\r`, [["a", "x"]]],
  [
    "blanks behind boundaries",
    `--B  \r\n${NAME_A}\r\n\r\nx\r\n--B \t\r\n${NAME_B}\r\n\r\ny\r\n--B-- \r\n`,
    [
      ["a", "x"],
      ["b", "y"],
    ],
  ],
  [
    "a longer boundary in a value",
    `--B\r\n${NAME_A}\r\n\r\nq\r\n--Bxx\r\nzz\r\n--B--\r\n`,
    [["a", "q\r\n--Bxx\r\nzz"]],
  ],
  [
    "a boundary with one dash in a value",
    `--B\r\n${NAME_A}\r\n\r\nx\r\n--B-\r\ny\r\n--B--\r\n`,
    [["a", "x\r\n--B-\r\ny"]],
  ],
  ["text before the first boundary", `pre--B\r\n${NAME_A}\r\n\r\nx\r\n--B--`, [["a", "x"]]],
  [
    "an empty value without a line of its own",
    `--B\r\n${NAME_A}\r\n\r\n--B\r\n${NAME_B}\r\n\r\n--B--\r\n`,
    [
      ["a", ""],
      ["b", ""],
    ],
  ],
  [
    "a part without an empty line",
    `--B\r\n${NAME_A}\r\n--B\r\n${NAME_B}\r\n\r\nv\r\n--B--\r\n`,
    [["a", "v"]],
  ],
  ["a header without a colon", `--B\r\nfoo\r\n${NAME_A}\r\n\r\nq\r\n--B--\r\n`, [["a", "q"]]],
  ["blanks around a header", `--B\r\n ${NAME_A.replace(":", " :")} \r\n\r\nq\r\n--B--\r\n`, [["a", "q"]]],
  ["line feeds between headers", `--B\r\n${NAME_A}\nX: y\r\n\r\nq\r\n--B--\r\n`, [["a", "q"]]],
  [
    "a disposition twice, the first counts",
    `--B\r\n${NAME_A}\r\n${NAME_B}\r\n\r\nq\r\n--B--\r\n`,
    [["a", "q"]],
  ],
  [
    "parts behind the end",
    `--B\r\n${NAME_A}\r\n\r\nq\r\n--B--\r\n--B\r\n${NAME_B}\r\n\r\nq\r\n--B--\r\n`,
    [["a", "q"]],
  ],
  ["text behind the end", `--B\r\n${NAME_A}\r\n\r\nq\r\n--B--junk`, [["a", "q"]]],
  ["an end before the first part", `--B--\r\n--B\r\n${NAME_A}\r\n\r\nq\r\n--B--\r\n`, []],
  [
    "a part without a name",
    `--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B\r\n${NAME_A}\r\n\r\ny\r\n--B--\r\n`,
    [["a", "y"]],
  ],
])("odd: %s", async (_, text, fields) => {
  for (const size of [1, 2, 3, 7, 65_536]) {
    const request = make_request(post_case(TYPE, ""), in_pieces(Buffer.from(text), size));
    await request.read_body();
    expect(Array.from(request.form.items({ multi: true }))).toEqual(fields);
  }
});

test.each([
  ["no boundary", "multipart/form-data", part("a", "1"), []],
  ["an empty boundary", "multipart/form-data; boundary=", part("a", "1"), []],
  ["another boundary", `multipart/form-data; boundary=${"b".repeat(300)}`, part("a", "1"), []],
  ["a boundary with a line break", 'multipart/form-data; boundary="B\r\nX"', part("a", "1"), []],
  [
    "two boundaries, the last counts",
    "multipart/form-data; boundary=X; boundary=B",
    part("a", "1"),
    [["a", "1"]],
  ],
  ["a part without a disposition", TYPE, `--B\r\nContent-Disposition\u0000garbage\r\n\r\nx\r\n`, []],
  ["a part without headers", TYPE, `${part("a", "1")}--B\r\n\r\nx\r\n`, []],
  ["an empty name", TYPE, part("", "x"), [["", "x"]]],
  [
    "a folded header",
    TYPE,
    `--B\r\nContent-Disposition: form-data;\r\n  name="a"\r\n\r\n1\r\n`,
    [["a", "1"]],
  ],
  [
    "a header that is no UTF-8",
    TYPE,
    Buffer.from(`${part("a", "1")}${part("\u00ff", "x")}--B--\r\n`, "latin1"),
    [],
  ],
  ["nothing but the end", TYPE, "", []],
])("malformed: %s", async (_, type, parts, fields) => {
  const body = typeof parts === "string" ? Buffer.from(`${parts}--B--\r\n`) : parts;
  for (const size of [1, 7, 65_536]) {
    const request = make_request(post_case(type, ""), in_pieces(body, size));
    await request.read_body();
    expect(Array.from(request.form.items({ multi: true }))).toEqual(fields);
    expect(request.files.size).toBe(0);
    expect(request.body_complete).toBe(true);
  }
});

test.each([
  "",
  part("a", "1").slice(0, 30),
  part("a", "1"),
  part("f", "x", "f").slice(0, -4),
  "--B",
  "garbage",
])("a body that ends early is an empty form: %j", async (body) => {
  const request = await read(body);
  expect([request.form.size, request.files.size, request.data.length]).toEqual([0, 0, 0]);
});

test.each([
  ["line feeds", "\r\n" + "\n".repeat(4 * MEGABYTE)],
  ["carriage returns", "\r\n" + "\r".repeat(4 * MEGABYTE)],
  ["almost boundaries", "\r\n--".repeat(MEGABYTE)],
])("a file of %s is read in no time and byte by byte the same in every chunking", async (_, content) => {
  for (const size of [7, 65_536]) {
    const before = process.cpuUsage();
    const body = Buffer.from(
      `${part("f", content.slice(0, size === 7 ? 100_000 : undefined), "f")}--B--\r\n`,
    );
    const request = make_request(post_case(TYPE, ""), in_pieces(body, size));
    await request.read_body();
    const received = await request.files["f"]!.read();
    expect(received.equals(Buffer.from(content.slice(0, received.length)))).toBe(true);
    expect(received.length).toBe(size === 7 ? 100_000 : content.length);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(HANG_MS);
    await request.close();
  }
});

on_linux("a body that fails on the way leaves no file, whatever part it failed in", async () => {
  const before = open_temporary_files();
  const big = part("f", "x".repeat(2 * MEGABYTE), "big");
  const endings: [string, AsyncIterable<Uint8Array>][] = [
    ["the client vanished", vanishing(big)],
    [
      "a second part over the limit",
      in_pieces(Buffer.from(big + part("a", "x".repeat(600_000)) + "--B--"), 65_536),
    ],
    ["the end missing", in_pieces(Buffer.from(big), 65_536)],
  ];
  for (const [name, body] of endings) {
    const request = make_request(post_case(TYPE, ""), body);
    await request.read_body();
    expect(open_temporary_files(), name).toBe(before);
    await request.close();
  }
});

async function* vanishing(text: string): AsyncGenerator<Uint8Array> {
  yield* in_pieces(Buffer.from(text), 65_536);
  throw Object.assign(new Error("aborted"), { code: "ECONNRESET" });
}

test("a client that vanished is remembered as such and raised on access", async () => {
  const request = make_request(post_case("text/plain", ""), vanishing("abc"));
  await request.read_body();
  expect(request.body_failure).toBeInstanceOf(ClientDisconnected);
  expect(() => request.data).toThrow(ClientDisconnected);
  expect(request.body_complete).toBe(false);
});

// secure_filename gives what Werkzeug gives; the file's own name stays as the client sent it.
test.each([
  ["../../x", "../../x", "x"],
  ["..\\\\x", "..\\x", "x"],
  ["C:\\\\x", "C:\\x", "Cx"],
  [".htaccess", ".htaccess", "htaccess"],
  ["a".repeat(4000), "a".repeat(4000), "a".repeat(4000)],
])("the file name %j cannot lead anywhere", async (sent, filename, secure) => {
  const { files } = await read(`${part("f", "x", sent)}--B--\r\n`);
  expect(files["f"]!.filename).toBe(filename);
  expect(secure_filename(filename)).toBe(secure);
});

test("names of fields and files are ordinary keys", async () => {
  const names = ["__proto__", "constructor", "toString", "a[__proto__][x]", "__proto__.x"];
  const body = names.map((name) => part(name, "1") + part(name, "2", name)).join("");
  const { form, files } = await read(`${body}--B--\r\n`);
  for (const name of names) {
    expect([form.get(name), files.get(name)?.filename]).toEqual(["1", name]);
  }
  expect(typeof form.toString).toBe("function");
  expect(Object.keys(form)).toEqual(names);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test("a saved file survives its request", async () => {
  const folder = await mkdtemp(join(tmpdir(), "miniflask-test-"));
  try {
    const request = await read(`${part("f", "y".repeat(MAX_IN_MEMORY + 1), "big")}--B--\r\n`);
    await request.files["f"]!.save(join(folder, "kept"));
    await request.close();
    expect((await readFile(join(folder, "kept"))).length).toBe(MAX_IN_MEMORY + 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
