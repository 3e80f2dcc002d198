import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, free_port, program, start_child } from "./child.ts";
import { start_nginx } from "./nginx.ts";

export interface SiteOptions {
  readonly processes: number;
  readonly sessions: "redis" | "cookie";
  /** Of nginx; any free one when absent. */
  readonly port?: number;
}

/** nginx, the processes behind it and, for sessions in a store, a Redis. */
export interface Site {
  readonly url: string;
  /** The processes themselves, to ask one past nginx. */
  readonly workers: readonly string[];
  stop(): Promise<void>;
}

/** Starts everything, each part on a port of its own and with its files in one temporary folder. */
export async function start_site({ processes, sessions, port }: SiteOptions): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "miniflask-scale-"));
  const children: Child[] = [];
  const stop = async () => {
    for (const child of children.toReversed()) await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const env: Record<string, string> = {
      SECRET_KEY: randomBytes(32).toString("hex"),
      NODE_ENV: "production",
    };
    if (sessions === "redis") env["REDIS"] = await start_redis(folder, children);
    const ports: number[] = [];
    for (let index = 0; index < processes; index++) ports.push(await start_worker(env, children));
    const public_port = port ?? (await free_port());
    children.push(await start_nginx(folder, public_port, ports));
    const workers = ports.map((each) => `http://127.0.0.1:${each}`);
    return { url: `http://127.0.0.1:${public_port}`, workers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address of a Redis that writes what it acknowledged to disk within a second. */
async function start_redis(folder: string, children: Child[]): Promise<string> {
  const port = await free_port();
  const args = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--appendonly",
    "yes",
    "--save",
    "",
  ];
  children.push(await start_child(program("redis-server"), args, { ready: /Ready to accept connections/ }));
  return `redis://127.0.0.1:${port}`;
}

async function start_worker(env: Record<string, string>, children: Child[]): Promise<number> {
  const script = join(import.meta.dirname, "worker.ts");
  const args = ["--conditions=@miniflask/source", script];
  const listens = /listens on (\d+)\n/;
  const worker = await start_child(process.execPath, args, { env: { ...env, PORT: "0" }, ready: listens });
  children.push(worker);
  return Number(listens.exec(worker.output)?.[1]);
}
