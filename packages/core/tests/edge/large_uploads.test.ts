import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

const MEGABYTE = 1024 * 1024;
const SIZE = 256 * MEGABYTE;

let server: ChildProcess;
let url: string;

beforeAll(async () => {
  server = fork(new URL("./upload_server.ts", import.meta.url), {
    execArgv: ["--conditions", "@miniflask/source"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  [url] = await once(server, "message");
});
afterAll(async () => {
  server.disconnect();
  await once(server, "exit");
});

/** No two pieces alike, so that bytes which are given back too early would be noticed. */
function* pieces(): Generator<Buffer> {
  for (let sent = 0; sent < SIZE; sent += MEGABYTE) yield Buffer.alloc(MEGABYTE, `piece ${sent} `);
}

function* body(): Generator<Buffer | string> {
  yield '--B\r\nContent-Disposition: form-data; name="file"; filename="big"\r\n\r\n';
  yield* pieces();
  yield "\r\n--B--\r\n";
}

async function upload(path: string): Promise<string> {
  const headers = { "Content-Type": "multipart/form-data; boundary=B" };
  // A connection of its own: one that was kept may be given up by the server while this process is busy hashing.
  const sending = request(url + path, { method: "POST", headers, agent: false });
  const answered = once(sending, "response");
  await pipeline(Readable.from(body()), sending);
  return text((await answered)[0]);
}

async function memory(): Promise<{ now: number; most: number }> {
  return (await (await fetch(`${url}/memory`)).json()) as { now: number; most: number };
}

test("a large file is received and saved in far less memory than 64 MB", async () => {
  const { now } = await memory();
  expect(await upload("/saved")).toBe(String(SIZE));
  expect((await memory()).most - now).toBeLessThan(48);
});

test("and byte by byte as it was sent", async () => {
  const hash = createHash("sha256");
  for (const piece of pieces()) hash.update(piece);
  expect(await upload("/hashed")).toBe(hash.digest("hex"));
});
