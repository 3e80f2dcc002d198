import { readdirSync, readlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { Response } from "../../src/wire/response.ts";
import { MAX_IN_MEMORY } from "../../src/wire/spooled_file.ts";
import { RawSocket } from "../edge/raw_socket.ts";
import { SmallApp } from "../edge/small_app.ts";

/** The files and sockets that this process holds open; only Linux tells. */
function open_descriptors(): { count: number; uploads: number } {
  const names = readdirSync("/proc/self/fd").map(link_of);
  return { count: names.length, uploads: names.filter((name) => name.includes("miniflask-")).length };
}

function link_of(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return "";
  }
}

const BEGINNING = '--B\r\nContent-Disposition: form-data; name="f"; filename="big"\r\n\r\n';
const HEAD = `POST /up HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 100000000\r\n\r\n`;

test.skipIf(process.platform !== "linux")(
  "500 uploads that are reset half-way leave no file and no descriptor",
  async () => {
    const views: string[] = [];
    const app = await new SmallApp({
      "/up": async (request) => {
        views.push(request.body_failure === null ? "read" : "failed");
        await request.close();
        return new Response("ok");
      },
      "/": () => new Response("alive"),
    }).start();
    try {
      const before = open_descriptors();
      for (let round = 0; round < 10; round++) {
        const sockets = Array.from({ length: 50 }, () => new RawSocket(app.server.port));
        // Half of them have written enough for their file to be on disk.
        for (const [index, socket] of sockets.entries()) {
          socket.write(HEAD + BEGINNING + "x".repeat(index % 2 === 0 ? 5000 : MAX_IN_MEMORY + 5000));
        }
        const arrived = (round + 1) * 50;
        await until(() => app.hits.length >= arrived);
        for (const socket of sockets) socket.reset();
        await until(() => views.length >= arrived);
      }
      await until(() => open_descriptors().count <= before.count + 2);
      expect(open_descriptors().uploads).toBe(0);
      expect(new Set(views)).toEqual(new Set(["failed"]));
      const alive = new RawSocket(app.server.port).write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      expect(await alive.until((text) => text.endsWith("alive"))).toContain("200 OK");
      alive.end();
    } finally {
      await app.stop();
    }
  },
);

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error("it did not come to that in 20 seconds");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
