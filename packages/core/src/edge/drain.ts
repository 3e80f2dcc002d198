/**
 * How much of a body that nobody wanted is read away, in bytes and milliseconds, so that the client gets to see the
 * answer: a socket closed over unread bytes is reset, and the reset overtakes the answer. 16 MiB is what
 * MAX_CONTENT_LENGTH would have let in anyway; a client slower than the time gets its reset.
 */
export const DRAIN_BYTES = 16 * 1024 * 1024;
export const DRAIN_MS = 2_000;

/** The parts of node's IncomingMessage that are needed to throw a body away. */
export interface DrainableStream {
  readonly readableEnded: boolean;
  readonly destroyed: boolean;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  once(event: "end" | "close", listener: () => void): unknown;
  off(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  removeAllListeners(event: "data"): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Reads `stream` away until its end or one of the bounds, then calls `done` once. */
export function drain(stream: DrainableStream, done: () => void): void {
  if (stream.readableEnded || stream.destroyed) {
    done();
    return;
  }
  let bytes = 0;
  let over = false;
  const finish = () => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    stream.off("data", count);
    stream.pause();
    done();
  };
  const count = (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > DRAIN_BYTES) finish();
  };
  const timer = setTimeout(finish, DRAIN_MS);
  // Whoever read the body before and gave up still listens, and would keep what nobody wants.
  stream.removeAllListeners("data");
  stream.on("data", count);
  stream.once("end", finish);
  stream.once("close", finish);
  stream.resume();
}
