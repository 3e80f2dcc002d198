import { FileBody } from "./file_body.ts";
import { type Chunk, is_whole, iterator_of, type StreamBody, to_buffer } from "./response_body.ts";

/** The `length` bytes of `body` from `start` on, for a range response. */
export function body_part(body: Chunk | StreamBody, start: number, length: number): Chunk | StreamBody {
  if (is_whole(body)) return to_buffer(body).subarray(start, start + length);
  if (body instanceof FileBody) return body.part(start, length);
  return stream_part(iterator_of(body), start, length);
}

/** A stream cannot be wound forward: what is before the part is read and dropped. */
async function* stream_part(
  source: Iterator<Chunk> | AsyncIterator<Chunk>,
  start: number,
  length: number,
): AsyncGenerator<Buffer> {
  const end = start + length;
  let at = 0;
  try {
    while (at < end) {
      const step = await source.next();
      if (step.done) return;
      const bytes = to_buffer(step.value);
      const piece = bytes.subarray(Math.max(start - at, 0), end - at);
      at += bytes.length;
      if (piece.length > 0) yield piece;
    }
  } finally {
    await source.return?.();
  }
}
