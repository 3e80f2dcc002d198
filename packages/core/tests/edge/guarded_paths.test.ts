import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Flask, request } from "@miniflask/core";
import { afterAll, describe, expect, test } from "vitest";
import { serve } from "../../src/edge/server.ts";
import { DispatcherMiddleware } from "../../src/middleware.ts";
import { RawSocket, statuses } from "./raw_socket.ts";

const folder = mkdtempSync(join(tmpdir(), "miniflask-guarded-"));
for (const [path, text] of [
  ["static/open.txt", "open"],
  ["static/admin/secret.txt", "secret"],
  ["static-secret/secret.txt", "secret"],
  ["secret.txt", "secret"],
] as const) {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Files, a view and a mounted app, each with an admin's corner that a hook closes by its path. */
function guarded_app(): Flask {
  const app = new Flask("guarded", { root_path: folder });
  app.logger.level = "silent";
  app.before_request(() => (request.path.startsWith("/static/admin") ? ["closed", 403] : undefined));
  const mounted = new Flask("mounted", { static_folder: null });
  mounted.before_request(() => (request.path.startsWith("/admin") ? ["closed", 403] : undefined));
  mounted.get("/admin", function admin() {
    return "secret";
  });
  app.handle = DispatcherMiddleware(app.handle, { "/mount": mounted });
  return app;
}

const server = await serve(guarded_app());

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function answer_to(method: string, target: string): Promise<string> {
  const socket = new RawSocket(server.port);
  socket.write(`${method} ${target} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n`);
  return socket.until_closed();
}

describe("a path that is guarded or outside, sent as it stands", () => {
  test.each([
    ...["../secret.txt", "%2e%2e/secret.txt", "%252e%252e/secret.txt", ".%2e/secret.txt", "..%2fsecret.txt"], // row 17
    ...[
      "..%5csecret.txt",
      "..%255csecret.txt",
      "....//secret.txt",
      "%c0%ae%c0%ae/secret.txt",
      "..-secret/secret.txt",
    ],
    "../static-secret/secret.txt",
    ...["admin%2Fsecret.txt", "admin/secret.txt"], // row 18
    ...["/admin/secret.txt", "./admin/secret.txt", "x/../admin/secret.txt", "x/%2e%2e/admin/secret.txt"], // row 19
    "%61dmin/secret.txt",
    ...["admin%5Csecret.txt", "..%5c..%5cx"], // row 20
    ...["open.txt%00.png", "%00"], // row 22
  ])("GET /static/%s gives no secret", async (below) => {
    const text = await answer_to("GET", `/static/${below}`);
    expect([308, 403, 404]).toContain(statuses(text)[0]);
    expect(text).not.toMatch(/\r\n\r\nsecret/);
  });

  test.each(["HEAD", "OPTIONS"])("%s meets the same guard (row 25)", async (method) => {
    expect(statuses(await answer_to(method, "/static/admin/secret.txt"))).toEqual([403]);
  });

  test.each(["/mount/admin", "/mount//admin", "/mount///admin", "/mount/%61dmin", "/mount/%2fadmin"])(
    "GET %s meets the guard of the mounted app (row 26)",
    async (target) => {
      expect(statuses(await answer_to("GET", target))).toEqual([403]);
    },
  );

  test("an open file is served", async () => {
    expect(await answer_to("GET", "/static/open.txt")).toMatch(/^HTTP\/1.1 200 .*\r\n\r\nopen$/s);
  });
});
