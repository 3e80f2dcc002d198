import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

export interface Child {
  /** What it wrote before it was ready, the sign for that with it. */
  readonly output: string;
  stop(): Promise<void>;
}

/** Starts a command and waits until its output says that it is ready; without a sign, until it has started. */
export async function start_child(
  command: string,
  args: readonly string[],
  { env = {}, ready }: { readonly env?: Record<string, string>; readonly ready?: RegExp } = {},
): Promise<Child> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  if (ready === undefined) await once(child, "spawn");
  const output = ready === undefined ? "" : await said(child, ready);
  return { output, stop: () => end(child) };
}

/** The command's whole output is in the error when it ends without the sign. */
function said(child: ChildProcess, ready: RegExp): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      if (output.length < MAX_OUTPUT) output += chunk.toString();
      if (ready.test(output)) resolve(output);
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

// Below what Linux gives out by itself (32768 and up): nobody else is given the port before the server has it.
const FIRST_PORT = 10_000;
const LAST_PORT = 20_000;

export async function free_port(): Promise<number> {
  const probe = createServer();
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    try {
      await once(probe.listen(port, "127.0.0.1"), "listening");
    } catch {
      continue; // it is taken
    }
    probe.close();
    await once(probe, "close");
    return port;
  }
}
