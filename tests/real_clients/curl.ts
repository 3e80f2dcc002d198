import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { path_of } from "../support/require.ts";

/** What curl did: its exit code, and what it wrote. */
export interface CurlRun {
  readonly code: number;
  readonly stdout: Buffer;
  /** With `-v`, the heads of both sides. */
  readonly stderr: string;
}

/** Runs curl, without the user's .curlrc, with `input` on its standard input. */
export function curl(args: readonly string[], input?: Uint8Array): Promise<CurlRun> {
  return new Promise((resolve, reject) => {
    const options = { encoding: "buffer", maxBuffer: 1 << 26 } as const;
    const child = execFile(
      path_of("curl"),
      ["-q", "-sS", "--max-time", "100", ...args],
      options,
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, stdout, stderr: stderr.toString() });
        else reject(error);
      },
    );
    child.stdin?.on("error", () => undefined); // curl may end before it has read all: the exit code tells
    child.stdin?.end(input);
  });
}

/** Lets curl begin a download and ends curl as soon as it has some of it. */
export async function leave_download(url: string): Promise<void> {
  const child = spawn(path_of("curl"), ["-q", "-sSN", url], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  child.kill();
  await once(child, "close");
}
