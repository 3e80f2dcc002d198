import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { path_of } from "../../../../tests/support/require.ts";

/** Arguments of redis-server for a port and a folder of its own. */
export type RedisArguments = (port: number, folder: string) => readonly string[];

const POLL_MILLISECONDS = 5;
const DURABLE = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];
// A sentinel is never ready to accept anything.
const READY = /Ready to accept connections|Sentinel ID is/;

export const plain_redis: RedisArguments = (port) => ["--port", String(port), ...DURABLE];

/** A Redis of a test's own, on a free port, that keeps what it acknowledged; gone afterwards, with its files. */
export class RedisServer {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "miniflask-redis-"));
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;

  static async start(args: RedisArguments = plain_redis): Promise<RedisServer> {
    const server = new RedisServer(await free_port(), args);
    await server.start();
    return server;
  }

  private constructor(port: number, args: RedisArguments) {
    this.port = port;
    this.#args = [...args(port, this.#folder), "--bind", "127.0.0.1", "--dir", this.#folder];
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const child = spawn(path_of("redis"), this.#args, { stdio: ["ignore", "pipe", "inherit"] });
    this.#process = child;
    let output = "";
    child.stdout.on("data", (chunk) => {
      output = READY.test(output) ? output : output + chunk;
    });
    while (!READY.test(output)) {
      if (child.exitCode !== null) throw new Error(`redis-server ended early:\n${output}`);
      await sleep(POLL_MILLISECONDS);
    }
  }

  /** Ends the server as a crash would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

// Below what Linux gives out by itself (32768 and up), and of each worker's own: nobody else gets a port before Redis has
// it, nor while a Redis that was killed is away.
const FIRST_PORT = 20_000;
const PORTS_OF_A_WORKER = 500;
const WORKERS = 24;

const first_port = FIRST_PORT + (Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS) * PORTS_OF_A_WORKER;
let next_port = randomInt(PORTS_OF_A_WORKER);

/** A port that nothing listens on, another one each time. */
export async function free_port(): Promise<number> {
  for (let tried = 0; tried < PORTS_OF_A_WORKER; tried++) {
    const port = first_port + (next_port++ % PORTS_OF_A_WORKER);
    if (await is_free(port)) return port;
  }
  throw new Error("no port is free");
}

async function is_free(port: number): Promise<boolean> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  probe.close();
  await once(probe, "close");
  return true;
}
