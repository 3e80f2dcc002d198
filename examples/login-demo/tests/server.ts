import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const DEMO = join(import.meta.dirname, "..");
const COMMAND = join(DEMO, "node_modules", "miniflask", "bin", "miniflask.js");

/** A demo that runs as its users run it: `miniflask run`, in a process of its own. */
export interface RunningDemo {
  readonly url: string;
  /** Ctrl-C; resolves to the exit code once the process is gone. */
  stop(): Promise<number | null>;
}

/** Starts the demo on a free port. */
export async function start_demo(database: string, secret_key: string): Promise<RunningDemo> {
  const child = spawn(process.execPath, [COMMAND, "run", "--port", "0"], {
    cwd: DEMO,
    env: { PATH: process.env.PATH, DATABASE: database, SECRET_KEY: secret_key, FLASK_SKIP_DOTENV: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await printed_address(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGINT");
      await once(child, "exit");
    }
    return child.exitCode;
  };
  return { url, stop };
}

/** The address that the command prints; its whole output in the error when it ends without one. */
function printed_address(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(output);
      if (address) resolve(address[0]);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`miniflask run ended with ${code}:\n${output}`)));
  });
}
