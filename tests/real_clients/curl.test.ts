import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requires } from "../support/require.ts";
import { DOWNLOAD_NAMES, digest, type ServedApp, serve_app } from "./app.ts";
import { curl, leave_download } from "./curl.ts";

describe.skipIf(!requires("curl"))("curl", () => {
  let app: ServedApp;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "real-clients-curl-"));
    app = await serve_app();
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  /** The answer's head, as lines, and its body. */
  async function head_and_body(args: readonly string[]): Promise<[head: string[], body: string]> {
    const { stdout } = await curl(["-i", ...args]);
    const text = stdout.toString("latin1");
    const end = text.indexOf("\r\n\r\n");
    return [text.slice(0, end).split("\r\n"), text.slice(end + 4)];
  }

  test.each([
    ["0-99", 0, 100, "bytes 0-99/300000"],
    ["299990-", 299_990, 300_000, "bytes 299990-299999/300000"],
    ["-10", 299_990, 300_000, "bytes 299990-299999/300000"],
    ["299999-999999", 299_999, 300_000, "bytes 299999-299999/300000"],
  ])("takes the range %s", async (range, start, end, content_range) => {
    const { stdout, stderr } = await curl(["-v", "-r", range, `${app.url}/file`]);
    expect(stdout).toEqual(app.content.subarray(start, end));
    expect(stderr).toContain("206 PARTIAL CONTENT");
    expect(stderr).toContain(`Content-Range: ${content_range}`);
    expect(stderr).toContain(`Content-Length: ${end - start}`);
  });

  test("is refused a range behind the end, by a body of the length that is told", async () => {
    const [head, body] = await head_and_body(["-r", "300000-", `${app.url}/file`]);
    expect(head[0]).toBe("HTTP/1.1 416 REQUESTED RANGE NOT SATISFIABLE");
    expect(head).toContain("Content-Range: bytes */300000");
    expect(head).toContain(`Content-Length: ${body.length}`);
  });

  test("resumes a download where it stopped", async () => {
    const path = join(folder, "resumed.bin");
    writeFileSync(path, app.content.subarray(0, 123_457));
    const { code } = await curl(["-C", "-", "-o", path, `${app.url}/file`]);
    expect(code).toBe(0);
    expect(digest(readFileSync(path))).toBe(digest(app.content));
    expect(app.seen.at(-1)).toMatchObject({ status: 206, headers: { Range: "bytes=123457-" } });
  });

  test("does not spoil a download that is already whole", async () => {
    const path = join(folder, "whole.bin");
    writeFileSync(path, app.content);
    await curl(["-C", "-", "-o", path, `${app.url}/file`]);
    expect(app.seen.at(-1)?.status).toBe(416);
    expect(digest(readFileSync(path))).toBe(digest(app.content));
  });

  test("resumes only the file it knows: another tag gets the whole one", async () => {
    const [head] = await head_and_body(["-I", `${app.url}/file`]);
    const tag = head.find((line) => line.startsWith("ETag: "))?.slice("ETag: ".length) ?? "";
    const same = await curl(["-r", "0-9", "-H", `If-Range: ${tag}`, `${app.url}/file`]);
    expect(same.stdout).toEqual(app.content.subarray(0, 10));
    const other = await curl(["-r", "0-9", "-H", 'If-Range: "other"', `${app.url}/file`]);
    expect(digest(other.stdout)).toBe(digest(app.content));
  });

  test("keeps a tag in a file and is told 304 by it", async () => {
    const tag = join(folder, "etag.txt");
    const first = await curl(["--etag-save", tag, `${app.url}/page`]);
    const again = await curl(["--etag-compare", tag, "-w", "%{http_code}", `${app.url}/page`]);
    expect(first.stdout.toString()).toContain("<h1>first</h1>");
    expect(again.stdout.toString()).toBe("304");
  });

  test("reads of HEAD what GET would say, without a body", async () => {
    const [get_head, body] = await head_and_body([`${app.url}/file`]);
    const [head] = await head_and_body(["-I", `${app.url}/file`]);
    const without_date = (lines: string[]) => lines.filter((line) => !line.startsWith("Date: "));
    expect(without_date(head)).toEqual(without_date(get_head));
    expect(body.length).toBe(app.content.length);
    const { stdout } = await curl(["-I", "-w", "%{size_download}", "-o", "/dev/null", `${app.url}/file`]);
    expect(stdout.toString()).toBe("0");
  });

  test("uploads fields and files of a form, small and spooled", async () => {
    const small = join(folder, 'it\'s "small" é.txt');
    const large = join(folder, "large.bin");
    writeFileSync(small, "naïve\r\n--text\r\n");
    const bytes = Buffer.concat([app.content, app.content, app.content]);
    writeFileSync(large, bytes);
    const quoted = small.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
    const { stdout } = await curl(
      [
        ...["-F", "title=Grüße & more", "-F", "tag=one", "-F", "tag=two", "-F", "text=<-"],
        ...["-F", `photo=@"${quoted}";type=text/plain`, "-F", `more=@${large};filename=../../up.bin`],
        `${app.url}/upload`,
      ],
      Buffer.from("from standard input"),
    );
    expect(JSON.parse(stdout.toString())).toEqual({
      fields: [
        ["title", "Grüße & more"],
        ["tag", "one"],
        ["tag", "two"],
        ["text", "from standard input"],
      ],
      files: [
        {
          field: "photo",
          filename: 'it\'s "small" é.txt',
          mimetype: "text/plain",
          size: 16,
          digest: digest(readFileSync(small)),
        },
        {
          field: "more",
          filename: "../../up.bin",
          mimetype: "application/octet-stream",
          size: bytes.length,
          digest: digest(bytes),
        },
      ],
    });
  });

  test("posts an urlencoded form", async () => {
    const args = ["--data-urlencode", "user=Ada & Łukasz", "-c", "-", "-L", `${app.url}/login`];
    const { stdout } = await curl(["-b", "", ...args]);
    expect(stdout.toString()).toContain('{"messages":["welcome"],"user":"Ada & \\u0141ukasz"}');
  });

  test("uploads chunked, from standard input and by header", async () => {
    const put = await curl(["-T", "-", `${app.url}/body`], app.content);
    expect(JSON.parse(put.stdout.toString())).toEqual({ size: 300_000, digest: digest(app.content) });
    expect(app.seen.at(-1)).toMatchObject({ method: "PUT", headers: { "Transfer-Encoding": "chunked" } });
    const args = ["-H", "Transfer-Encoding: chunked", "--data-binary", "@-", `${app.url}/body`];
    const post = await curl(args, app.content);
    expect(post.stdout).toEqual(put.stdout);
  });

  test("gets back what it streams, chunked both ways", async () => {
    const { stdout, stderr } = await curl(["-v", "-T", "-", `${app.url}/echo`], app.content);
    expect(digest(stdout)).toBe(digest(app.content));
    expect(stderr).toContain("< Transfer-Encoding: chunked");
    expect(stderr).not.toContain("< Content-Length");
  });

  test("waits for 100 Continue before a large body, and sends none that is refused", async () => {
    const expecting = ["-v", "-H", "Expect: 100-continue", "--expect100-timeout", "90"];
    const taken = await curl([...expecting, "--data-binary", "@-", `${app.url}/body`], app.content);
    expect(taken.stderr).toContain("< HTTP/1.1 100 Continue");
    expect(JSON.parse(taken.stdout.toString())).toMatchObject({ size: 300_000 });

    const large = Buffer.alloc(5 * 1024 * 1024);
    const format = ["-o", "/dev/null", "-w", "%{http_code} %{size_upload}"];
    const refused = await curl([...expecting, ...format, "--data-binary", "@-", `${app.url}/body`], large);
    expect(refused.stdout.toString()).toBe("413 0");
    expect(refused.stderr).not.toContain("100 Continue");
  });

  test("gets plain bytes although it offers to unpack compressed ones", async () => {
    const { stdout, stderr } = await curl(["-v", "--compressed", `${app.url}/file`]);
    expect(digest(stdout)).toBe(digest(app.content));
    expect(stderr).toContain("> Accept-Encoding:");
    expect(stderr).not.toContain("< Content-Encoding");
  });

  test("keeps the session in its cookie jar, and loses it by logging out", async () => {
    const jar = join(folder, "jar.txt");
    const with_jar = (args: string[]) => curl(["-b", jar, "-c", jar, ...args]);
    expect((await with_jar(["-w", "%{http_code}", "-L", `${app.url}/profile`])).stdout.toString()).toBe(
      "nobody401",
    );
    await with_jar(["-d", "user=ada", `${app.url}/login`]);
    expect(readFileSync(jar, "utf8")).toMatch(/#HttpOnly_127\.0\.0\.1\tFALSE\t\/\tFALSE\t0\tsession\t/);
    const first = await with_jar([`${app.url}/profile`]);
    expect(JSON.parse(first.stdout.toString())).toEqual({ user: "ada", messages: ["welcome"] });
    const second = await with_jar([`${app.url}/profile`]);
    expect(JSON.parse(second.stdout.toString())).toEqual({ user: "ada", messages: [] });
    const out = await with_jar([
      "-X",
      "POST",
      "-o",
      "/dev/null",
      "-w",
      "%{redirect_url}",
      `${app.url}/logout`,
    ]);
    expect(out.stdout.toString()).toBe(`${app.url}/profile`);
    expect(readFileSync(jar, "utf8")).not.toContain("session");
  });

  test("saves a download under the name it is told", async () => {
    const into = mkdtempSync(join(folder, "names-"));
    await curl(["-OJ", "--output-dir", into, `${app.url}/download/ascii`]);
    expect(readdirSync(into)).toEqual([DOWNLOAD_NAMES["ascii"]]);
  });

  test("uses one connection for several requests, also after 304 and 204", async () => {
    const urls = ["/file", "/other", "/page", "/other"].map((path) => app.url + path);
    const { stdout } = await curl([
      "-H",
      "If-None-Match: *",
      "-w",
      "%{num_connects} ",
      ...urls.flatMap((url) => ["-o", "/dev/null", url]),
    ]);
    expect(stdout.toString()).toBe("1 0 0 0 ");
  });

  test("speaks HTTP/1.0", async () => {
    const [head, body] = await head_and_body(["--http1.0", "-X", "POST", "-d", "abc", `${app.url}/echo`]);
    expect(body).toBe("abc");
    expect(head.join("\n")).not.toContain("Transfer-Encoding");
  });

  test("leaves an endless stream, which ends it on the server", async () => {
    const closed = new Promise((resolve) => app.events.once("closed", resolve));
    await leave_download(`${app.url}/endless`);
    expect(await closed).toBe("endless");
  });
});
