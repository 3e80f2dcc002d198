import { Readable } from "node:stream";

/** One piece of a body; text is sent as UTF-8. */
export type Chunk = string | Uint8Array;

/** A body that is made while it is sent. */
export type StreamBody = Iterator<Chunk> | AsyncIterator<Chunk> | AsyncIterable<Chunk>;

/** What a response can be made of: a whole body, a list of its pieces, or a stream. */
export type ResponseBody = Chunk | readonly Chunk[] | StreamBody | null | undefined;

const EMPTY = Buffer.alloc(0);

export function is_whole(body: ResponseBody): body is Chunk {
  return typeof body === "string" || body instanceof Uint8Array;
}

/** A list of chunks as one body. */
export function join_chunks(chunks: readonly Chunk[]): Chunk {
  if (!Array.isArray(chunks))
    throw new TypeError("A response's body is text, bytes, a list of these or a stream.");
  if (chunks.every((chunk) => typeof chunk === "string")) return chunks.join("");
  return Buffer.concat(chunks.map(to_buffer));
}

export function to_buffer(chunk: Chunk | null): Buffer {
  if (chunk === null) return EMPTY;
  if (typeof chunk === "string") return Buffer.from(chunk, "utf8");
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

export function byte_length(chunk: Chunk): number {
  return typeof chunk === "string" ? Buffer.byteLength(chunk) : chunk.byteLength;
}

function is_async_iterable(body: unknown): body is AsyncIterable<Chunk> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

/** The iterator to read a stream by. */
export function iterator_of(body: StreamBody): Iterator<Chunk> | AsyncIterator<Chunk> {
  return is_async_iterable(body) ? body[Symbol.asyncIterator]() : body;
}

/** Whether a value is a stream that a response can send; lists, which iterate too, are none. */
export function is_stream(body: unknown): body is StreamBody {
  if (typeof body !== "object" || body === null) return false;
  return is_async_iterable(body) || ("next" in body && typeof body.next === "function");
}

/**
 * A Readable whose file is missing says so by an event, which ends the process where nobody listens; whoever reads
 * the body gets the same error.
 */
export function watch_stream(body: StreamBody): void {
  if (body instanceof Readable) body.on("error", () => {});
}

/** Ends a stream, read or unread, so that its `finally` runs and its file is closed. */
export function end_stream(
  body: StreamBody,
  reader: Iterator<Chunk> | AsyncIterator<Chunk> | undefined,
): unknown {
  if (body instanceof Readable) {
    body.destroy();
    return undefined;
  }
  if (reader !== undefined) return reader.return?.();
  if (body instanceof ReadableStream) return body.cancel();
  if ("return" in body) return body.return?.();
  return "close" in body && typeof body.close === "function" ? body.close() : undefined;
}

/** Ends a stream that was replaced: what its clean-up throws has nobody left to hear it. */
export function abandon_stream(
  body: StreamBody,
  reader: Iterator<Chunk> | AsyncIterator<Chunk> | undefined,
): void {
  const ended = async () => end_stream(body, reader);
  ended().catch(() => {});
}
