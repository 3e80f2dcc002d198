// What forms cost: an urlencoded form and a multipart form of 100 KB and an upload of 10 MB, for miniflask and for Fastify
// with @fastify/formbody and @fastify/multipart, beside a bare node:http server that only reads the bytes. Each server has
// a process of its own; they take turns in one run. `npm install` here, then
//     node --import tsx --conditions @miniflask/source bench/forms.ts
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import { Flask, request } from "@miniflask/core";
import fastify from "fastify";

const ROUNDS = 12;
const FIELDS = 200;
const FIELD_BYTES = 430;
const UPLOAD_BYTES = 10 * 1024 * 1024;
const LIMIT = 64 * 1024 * 1024;
const BOUNDARY = "----WebKitFormBoundaryBenchmark0123456789";

/** One kind of body, and how often a round sends it. */
interface Work {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  readonly calls: number;
  /** What the server has to answer: the count of fields, or the file's bytes. */
  readonly answer: string;
}

/** Text as people write it: words, blanks, some letters beyond ASCII. */
const VALUE = "The quick brown fox jumps over the lazy dog – größer & schöner. "
  .repeat(8)
  .slice(0, FIELD_BYTES);

function urlencoded(): Buffer {
  const form = new URLSearchParams();
  for (let index = 0; index < FIELDS; index++) form.append(`field${index}`, VALUE);
  // Percent signs make the text longer: cut the values so that the body has 100 KB too.
  const per_field = Math.floor((100_000 / form.toString().length) * FIELD_BYTES);
  for (const name of [...form.keys()]) form.set(name, VALUE.slice(0, per_field));
  return Buffer.from(form.toString());
}

function part(disposition: string, content: Uint8Array | string, type = ""): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${type}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from("\r\n")]);
}

function multipart_body(parts: readonly Buffer[]): Buffer {
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function works(): Record<string, Work> {
  const fields = Array.from({ length: FIELDS }, (_, index) => part(`name="field${index}"`, VALUE));
  const bytes = Buffer.alloc(UPLOAD_BYTES);
  for (let at = 0; at < UPLOAD_BYTES; at++) bytes[at] = Math.imul(at, 2_654_435_761) >>> 24;
  const file = part('name="file"; filename="a.bin"', bytes, "Content-Type: application/octet-stream\r\n");
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  const answer = String(FIELDS);
  return {
    "urlencoded form, 100 KB": {
      path: "/urlencoded",
      type: "application/x-www-form-urlencoded",
      body: urlencoded(),
      calls: 40,
      answer,
    },
    "multipart form, 100 KB": { path: "/multipart", type, body: multipart_body(fields), calls: 40, answer },
    "upload, 10 MB": {
      path: "/upload",
      type,
      body: multipart_body([file]),
      calls: 8,
      answer: String(UPLOAD_BYTES),
    },
  };
}

const SERVERS: Record<string, () => Promise<number>> = {
  async "node:http"() {
    const server = createServer(async (req, res) => {
      let bytes = 0;
      for await (const chunk of req) bytes += chunk.length;
      res.end(String(bytes));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port; // no pipe is listened on
  },
  async miniflask() {
    const app = new Flask("bench");
    app.config.MAX_CONTENT_LENGTH = LIMIT;
    app.post("/urlencoded", { endpoint: "urlencoded" }, () => String(request.form.size));
    app.post("/multipart", { endpoint: "multipart" }, () => String(request.form.size));
    app.post("/upload", { endpoint: "upload" }, () => String(request.files["file"].size));
    const server = createServer((req, res) => void app.request_listener(req, res));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port; // no pipe is listened on
  },
  async fastify() {
    const app = fastify({ bodyLimit: LIMIT });
    await app.register(formbody);
    await app.register(multipart, { limits: { fileSize: LIMIT } });
    const count = (body: unknown) => String(Object.keys(Object(body)).length);
    app.post("/urlencoded", async (req) => count(req.body));
    app.post("/multipart", async (req) => {
      const fields: Record<string, unknown> = {};
      for await (const each of req.parts()) if (each.type === "field") fields[each.fieldname] = each.value;
      return count(fields);
    });
    // To a temporary file each, which is gone when the request is: what miniflask does as well.
    app.post("/upload", async (req) => {
      const [file] = (await req.saveRequestFiles()).files;
      return String(file?.file.bytesRead);
    });
    await app.listen({ port: 0, host: "127.0.0.1" });
    return (app.server.address() as AddressInfo).port; // no pipe is listened on
  },
};

/** In a server's process: answers each message with the CPU time spent so far, in microseconds. */
async function serve(name: string): Promise<void> {
  const port = await SERVERS[name]!();
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send!(user + system);
  });
  process.once("disconnect", () => process.exit()); // the run ended, well or not
  process.send!(port);
}

/** A server in its process. */
class Contender {
  readonly name: string;
  readonly #child: ChildProcess;
  #port = 0;

  constructor(name: string) {
    this.name = name;
    this.#child = fork(fileURLToPath(import.meta.url), [name], { execArgv: process.execArgv });
  }

  async ready(): Promise<void> {
    [this.#port] = await once(this.#child, "message");
  }

  async #cpu(): Promise<number> {
    const answered = once(this.#child, "message");
    this.#child.send("usage");
    return (await answered)[0];
  }

  /** Microseconds of the server's CPU time a request. */
  async round(work: Work): Promise<number> {
    const before = await this.#cpu();
    for (let call = 0; call < work.calls; call++) await this.#post(work);
    return ((await this.#cpu()) - before) / work.calls;
  }

  async #post({ path, type, body, answer }: Work): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
      method: "POST",
      body,
      headers: { "Content-Type": type },
    });
    const text = await response.text();
    if (text !== answer && this.name !== "node:http")
      throw new Error(`${this.name} ${path}: ${response.status} ${text}`);
  }

  stop(): void {
    this.#child.kill();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

async function race(): Promise<void> {
  const contenders = Object.keys(SERVERS).map((name) => new Contender(name));
  await Promise.all(contenders.map((contender) => contender.ready()));
  for (const [title, work] of Object.entries(works())) {
    const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const contender of contenders) {
        const time = await contender.round(work);
        if (round > 0) times.get(contender.name)!.push(time); // the first warms up
      }
    }
    const medians = [...times].map(([name, values]) => `${name} ${(median(values) / 1000).toFixed(2)} ms`);
    const ratio = median(times.get("miniflask")!) / median(times.get("fastify")!);
    console.log(`${title}: ${medians.join("  ")}  miniflask to fastify ${ratio.toFixed(2)}`);
  }
  for (const contender of contenders) contender.stop();
}

const [, , name] = process.argv;
await (name === undefined ? race() : serve(name));
