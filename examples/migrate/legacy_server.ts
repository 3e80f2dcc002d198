import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface LegacyServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;

/** Starts the Flask app of `legacy/` on a free port: under gunicorn, or where that is absent under `flask run`. */
export async function start_legacy(python: string, secret_key: string): Promise<LegacyServer> {
  const child = spawn(python, command(python), {
    cwd: join(import.meta.dirname, "legacy"),
    env: { ...process.env, SECRET_KEY: secret_key, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = () => end(child);
  try {
    return { url: await answering(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function command(python: string): string[] {
  const has_gunicorn = spawnSync(python, ["-c", "import gunicorn"]).status === 0;
  return has_gunicorn
    ? ["-m", "gunicorn", "--bind", "127.0.0.1:0", "--workers", "2", "app:app"]
    : ["-m", "flask", "--app", "app", "run", "--port", "0"];
}

/** Either server says where it listens. */
const ADDRESS = /(?:Listening at:|Running on) (http:\/\/127\.0\.0\.1:\d+)/;

/** The address, once it answers; what the server wrote is in the error when it does not. */
async function answering(child: ChildProcess): Promise<string> {
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const until = Date.now() + START_MILLISECONDS;
  while (Date.now() < until && child.exitCode === null) {
    const [, url] = ADDRESS.exec(output) ?? [];
    const answer = url === undefined ? undefined : await fetch(`${url}/whoami`).catch(() => undefined);
    if (url !== undefined && answer?.ok) return url;
    await sleep(POLL_MILLISECONDS);
  }
  throw new Error(`The Flask app did not start: it needs Flask and Flask-WTF.\n${output}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
