import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

export interface Child {
  stop(): Promise<void>;
}

/** Starts a command and waits until its output says that it is ready; without a sign, until it has started. */
export async function start_child(
  command: string,
  args: readonly string[],
  { env = {}, ready }: { readonly env?: Record<string, string>; readonly ready?: string } = {},
): Promise<Child> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  await (ready === undefined ? once(child, "spawn") : said(child, ready));
  return { stop: () => end(child) };
}

/** The command's whole output is in the error when it ends without the sign. */
function said(child: ChildProcess, ready: string): Promise<void> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      if (output.length < MAX_OUTPUT) output += chunk.toString();
      if (output.includes(ready)) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`${child.spawnfile} ended early:\n${output}`)));
  });
}

const MAX_OUTPUT = 10_000;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** The path of a program, looked for where servers are installed, too. */
export function program(name: string): string {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"];
  const found = folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is not on this machine: install it first`);
  return found;
}

export async function free_port(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
