import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PYTHON, requires } from "../support/require.ts";
import { type ServedApp, serve_app } from "./app.ts";

const SCRIPT = fileURLToPath(new URL("./requests_client.py", import.meta.url));

/** What the script prints: one entry for each of its functions. */
interface Report {
  readonly log_in: unknown;
  readonly upload: { readonly answer: unknown; readonly digests: readonly string[] };
  readonly redirects: unknown;
  readonly stream: unknown;
  readonly send_stream: unknown;
  readonly ranges_and_tags: unknown;
  readonly leave: unknown;
}

describe.skipIf(!requires("requests"))("Python's requests", () => {
  let app: ServedApp;
  let report: Report;
  let closed: Promise<unknown>;

  beforeAll(async () => {
    app = await serve_app();
    closed = new Promise((resolve) => app.events.once("closed", resolve));
    const { stdout } = await promisify(execFile)(PYTHON, [SCRIPT, app.url], { encoding: "utf8" });
    report = JSON.parse(stdout);
  });
  afterAll(() => app.stop());

  test("a session logs in, stays logged in and logs out, by its cookie and over redirects", () => {
    expect(report.log_in).toEqual({
      before: [401, "nobody", [302]],
      inside: [{ user: "Łukasz & Ada", messages: ["welcome"] }, [302]],
      has_cookie: true,
      again: { user: "Łukasz & Ada", messages: [] },
      outside: [401, [303, 302]],
      cookies: {},
    });
  });

  test("fields and files arrive, with names in any script", () => {
    const { answer, digests } = report.upload;
    const sent = [
      { field: "photo", filename: "größe 図.txt", mimetype: "text/plain", size: 5 },
      { field: "more", filename: "two.bin", mimetype: "", size: 1_024_000 },
      { field: "more", filename: 'q"uote;.bin', mimetype: "", size: 0 },
    ];
    expect(answer).toEqual({
      fields: [
        ["title", "Grüße — 図"],
        ["tag", "one"],
        ["tag", "two"],
      ],
      files: sent.map((file, index) => ({ ...file, digest: digests[index] })),
    });
  });

  test("a 307 is followed by the same method and body", () => {
    expect(report.redirects).toEqual({
      first: [307, "/upload"],
      followed: [200, "POST", [["title", "kept"]]],
    });
  });

  test("lines come one by one, and a generator is sent chunked", () => {
    expect(report.stream).toEqual(["first line", "second line", null]);
    expect(report.send_stream).toBe(true);
    expect(app.seen.find(({ target }) => target === "/body")?.headers["Transfer-Encoding"]).toBe("chunked");
  });

  test("ranges, tags, times, HEAD and OPTIONS", () => {
    expect(report.ranges_and_tags).toEqual({
      part: [206, true, "bytes 10-19/300000"],
      same: [304, "", null],
      since: 304,
      head: ["300000", "OPTIONS, POST, PUT"],
    });
  });

  test("a response that is left ends the stream on the server", async () => {
    expect(report.leave).toBe(1000);
    expect(await closed).toBe("endless");
  });
});
