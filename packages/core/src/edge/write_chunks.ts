import { inspect } from "node:util";
import { is_thenable } from "../data/maybe_promise.ts";

export type Chunk = string | Uint8Array;
export type Chunks = Iterator<Chunk> | AsyncIterator<Chunk>;

/** What is needed of node's ServerResponse, so that a test can be one. */
export interface ChunkSink {
  readonly destroyed: boolean;
  write(chunk: Chunk): boolean;
  once(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
}

/**
 * Hands every chunk to `sink` at the pace the client reads. When the client leaves, the iterator is told at once
 * by `return()` (a generator's `finally` runs), even while its next chunk is still awaited. Throws what the
 * iterator throws. Returns false when the client left before the end.
 *
 * `write_head` is called once the first chunk is there: a generator that fails before it still gets its 500.
 */
export async function write_chunks(
  chunks: Chunks,
  sink: ChunkSink,
  write_head: () => void,
): Promise<boolean> {
  let left = false;
  let head_written = false;
  const leave = () => {
    left = true;
    close_chunks(chunks);
  };
  sink.once("close", leave);
  try {
    for (;;) {
      const pending = chunks.next();
      const step = is_thenable(pending) ? await pending : pending;
      if (left) return false;
      if (!step.done) check_chunk(step.value);
      if (!head_written) write_head();
      head_written = true;
      if (step.done) return true;
      if (!write_chunk(sink, step.value, chunks)) await drained(sink);
      if (left || sink.destroyed) return false;
    }
  } finally {
    sink.off("close", leave);
    if (sink.destroyed && !left) close_chunks(chunks);
  }
}

function check_chunk(chunk: unknown): void {
  if (typeof chunk === "string" || chunk instanceof Uint8Array) return;
  throw new TypeError(`A streamed body is made of text and bytes; one of its chunks was ${inspect(chunk)}.`);
}

/** An empty chunk would end a chunked body on the wire; what cannot be written must not leave its source open. */
function write_chunk(sink: ChunkSink, chunk: Chunk, chunks: Chunks): boolean {
  if (chunk.length === 0) return true;
  try {
    return sink.write(chunk);
  } catch (error) {
    close_chunks(chunks);
    throw error;
  }
}

function drained(sink: ChunkSink): Promise<void> {
  if (sink.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const go_on = () => {
      sink.off("drain", go_on);
      sink.off("close", go_on);
      resolve();
    };
    sink.once("drain", go_on);
    sink.once("close", go_on);
  });
}

/** Ends an iterator that is not read to its end. What its clean-up throws has no one left to hear it. */
export function close_chunks(chunks: Chunks): void {
  try {
    const closing = chunks.return?.();
    if (is_thenable(closing)) closing.then(undefined, ignore);
  } catch {
    return;
  }
}

function ignore(): void {
  return;
}
