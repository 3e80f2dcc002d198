import { Console } from "node:console";
import { Writable } from "node:stream";

/** What a function printed, and how it ended. */
export interface Captured {
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they were printed. */
  readonly output: string;
  /** What was thrown; a ProcessExit where the process was to end with another code than 0. */
  readonly error: unknown;
}

type Stream = "stdout" | "stderr";

/** Takes the place of the end of the process while a function's output is captured. */
export class ProcessExit extends Error {
  override readonly name = "ProcessExit";
  readonly code: number;

  constructor(code: number) {
    super(`process.exit(${code})`);
    this.code = code;
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `fn` and takes what it prints by `console` and the two streams; `process.exit` ends `fn` alone. One after another: a
 * process has one output.
 */
export function capture_output(fn: () => unknown): Promise<Captured> {
  const captured = last.then(() => capture(fn));
  last = captured;
  return captured;
}

async function capture(fn: () => unknown): Promise<Captured> {
  const pieces: { readonly stream: Stream; readonly text: string }[] = [];
  const undo = divert((stream, text) => pieces.push({ stream, text }));
  const kept_code = process.exitCode;
  let error: unknown;
  try {
    process.exitCode = undefined;
    await fn();
    throw new ProcessExit(Number(process.exitCode ?? 0));
  } catch (thrown) {
    const is_well = thrown instanceof ProcessExit && thrown.code === 0;
    error = is_well ? undefined : thrown;
  } finally {
    process.exitCode = kept_code;
    undo();
  }
  const text_of = (wanted: readonly Stream[]) =>
    pieces
      .filter(({ stream }) => wanted.includes(stream))
      .map(({ text }) => text)
      .join("");
  return {
    stdout: text_of(["stdout"]),
    stderr: text_of(["stderr"]),
    output: text_of(["stdout", "stderr"]),
    error,
  };
}

/** A test runner may have put a console of its own in place, which does not write to the process's streams. */
function divert(take: (stream: Stream, text: string) => void): () => void {
  const kept_console = globalThis.console;
  const kept_writes = { stdout: process.stdout.write, stderr: process.stderr.write };
  const kept_exit = process.exit;
  const sinks = { stdout: sink("stdout", take), stderr: sink("stderr", take) };
  globalThis.console = new Console({ ...sinks, colorMode: false });
  for (const stream of ["stdout", "stderr"] as const)
    process[stream].write = sinks[stream].write.bind(sinks[stream]);
  process.exit = (code = process.exitCode) => {
    throw new ProcessExit(Number(code ?? 0));
  };
  return () => {
    process.exit = kept_exit;
    globalThis.console = kept_console;
    Object.assign(process.stdout, { write: kept_writes.stdout });
    Object.assign(process.stderr, { write: kept_writes.stderr });
  };
}

function sink(stream: Stream, take: (stream: Stream, text: string) => void): Writable {
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      take(stream, Buffer.from(chunk).toString());
      done();
    },
  });
}
