import { Console } from "node:console";
import { Writable } from "node:stream";
import { is_app_code, run_apart } from "../journey/context.ts";

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
 * process has one exit code.
 */
export function capture_output(fn: () => unknown): Promise<Captured> {
  const result = last.then(() => capture(fn));
  last = result;
  return result;
}

async function capture(fn: () => unknown): Promise<Captured> {
  const pieces: { readonly stream: Stream; readonly text: string }[] = [];
  const undo = divert((stream, text) => pieces.push({ stream, text }));
  // Told apart by its context: what the test runner prints meanwhile is its own.
  const error = await run_apart(() => error_of(fn));
  undo();
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

async function error_of(fn: () => unknown): Promise<unknown> {
  const kept_code = process.exitCode;
  process.exitCode = undefined;
  try {
    await fn();
    throw new ProcessExit(Number(process.exitCode ?? 0));
  } catch (error) {
    return error instanceof ProcessExit && error.code === 0 ? undefined : error;
  } finally {
    process.exitCode = kept_code;
  }
}

/** A test runner may have put a console of its own in place, which does not write to the process's streams. */
function divert(take: (stream: Stream, text: string) => void): () => void {
  const sinks = { stdout: sink("stdout", take), stderr: sink("stderr", take) };
  const own_console = new Console({ ...sinks, colorMode: false });
  const kept_console = globalThis.console;
  globalThis.console = new Proxy(kept_console, {
    get: (console, name) => Reflect.get(is_app_code() ? own_console : console, name),
  });
  const undo = [
    replace(process.stdout, "write", sinks.stdout.write.bind(sinks.stdout)),
    replace(process.stderr, "write", sinks.stderr.write.bind(sinks.stderr)),
    replace(process, "exit", (code = process.exitCode) => {
      throw new ProcessExit(Number(code ?? 0));
    }),
  ];
  return () => {
    globalThis.console = kept_console;
    for (const put_back of undo) put_back();
  };
}

/** Puts `inside` in the place of a method, for captured code only; gives the function that undoes it. */
function replace<K extends string, O extends { [key in K]: (...args: never[]) => unknown }>(
  owner: O,
  name: K,
  inside: O[K],
): () => void {
  const kept = owner[name];
  const either = (...args: never[]) => (is_app_code() ? inside(...args) : kept.apply(owner, args));
  owner[name] = either as O[K]; // it takes and gives what both do
  return () => {
    owner[name] = kept;
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
