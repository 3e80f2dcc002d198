import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface LegacyServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_MILLISECONDS = 20_000;
const POLL_MILLISECONDS = 50;

/** Starts the Flask app of `legacy/` on a free port: under gunicorn, or where that is absent under `flask run`. */
export async function start_legacy(python: string, secret_key: string): Promise<LegacyServer> {
  const port = await free_port();
  const child = spawn(python, command(python, port), {
    cwd: join(import.meta.dirname, "legacy"),
    env: { ...process.env, SECRET_KEY: secret_key, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => end(child);
  try {
    await answering(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function command(python: string, port: number): string[] {
  const has_gunicorn = spawnSync(python, ["-c", "import gunicorn"]).status === 0;
  return has_gunicorn
    ? ["-m", "gunicorn", "--bind", `127.0.0.1:${port}`, "--workers", "2", "app:app"]
    : ["-m", "flask", "--app", "app", "run", "--port", String(port)];
}

/** Waits for the first answer; what the server wrote is in the error when none comes. */
async function answering(child: ChildProcess, url: string): Promise<void> {
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const until = Date.now() + START_MILLISECONDS;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/whoami`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(POLL_MILLISECONDS);
  }
  throw new Error(`The Flask app did not start: it needs Flask and Flask-WTF.\n${output}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function free_port(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
