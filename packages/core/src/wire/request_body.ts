import { BadRequest, ClientDisconnected, type HTTPException, RequestEntityTooLarge } from "./errors.ts";

/** The most of a body that is read, null for no limit. */
export interface BodyLimits {
  /** Bytes of the whole body. */
  readonly max_content_length: number | null;
  /** Bytes of one form field that is no file. */
  readonly max_form_memory_size: number | null;
  /** Parts of a multipart body. */
  readonly max_form_parts: number | null;
}

export type BodySource = AsyncIterable<Uint8Array> | Uint8Array | null;

const EMPTY = Buffer.alloc(0);

/** The body of one request that is no multipart form: read into memory before the view, within its limits. */
export class RequestBody {
  readonly source: BodySource;
  /** Why the body could not be read, to be raised when it is asked for. */
  failure: HTTPException | null = null;
  /** Whether nothing of the body is left unread on the connection. */
  complete: boolean;
  /** Bytes read so far. */
  received = 0;
  bytes: Buffer = EMPTY;

  constructor(source: BodySource) {
    this.source = source;
    this.complete = source === null || source instanceof Uint8Array;
  }

  /** Reads the whole body into `bytes`; never rejects, what went wrong is in `failure`. */
  read_all(announced: number | null, limit: number | null): Promise<void> | void {
    if (announced !== null && limit !== null && announced > limit)
      return this.fail(new RequestEntityTooLarge());
    if (this.source === null) return;
    if (this.source instanceof Uint8Array) return this.#take_whole(this.source, limit);
    return this.#collect(this.source, limit);
  }

  #take_whole(source: Uint8Array, limit: number | null): void {
    this.received = source.byteLength;
    if (limit !== null && source.byteLength > limit) this.fail(new RequestEntityTooLarge());
    else this.bytes = as_buffer(source);
  }

  async #collect(source: AsyncIterable<Uint8Array>, limit: number | null): Promise<void> {
    const chunks: Uint8Array[] = [];
    await this.each_chunk(source, limit, (chunk) => {
      chunks.push(chunk);
    });
    this.bytes = chunks.length === 1 ? as_buffer(chunks[0]!) : Buffer.concat(chunks);
  }

  /**
   * Hands each chunk to `take`, awaiting it, until the end, the limit or a failure. The iterator is never told to
   * return: node would destroy the socket, and with it the response that says what was wrong.
   */
  async each_chunk(
    source: AsyncIterable<Uint8Array>,
    limit: number | null,
    take: (chunk: Uint8Array) => Promise<void> | void,
  ): Promise<void> {
    const iterator = source[Symbol.asyncIterator]();
    try {
      for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
        this.received += step.value.byteLength;
        if (limit !== null && this.received > limit) return this.fail(new RequestEntityTooLarge());
        const taken = take(step.value);
        if (taken !== undefined) await taken;
      }
      this.complete = true;
    } catch (error) {
      this.fail(failure_of(error));
    }
  }

  fail(failure: HTTPException): void {
    this.failure ??= failure;
  }

  /** Raises what went wrong, also when a limit was lowered after reading. */
  check(limit: number | null): void {
    if (this.failure !== null) throw again(this.failure);
    if (limit !== null && this.received > limit) throw new RequestEntityTooLarge();
  }
}

function as_buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whatever a socket reports while a body is awaited means that the client went away. */
function failure_of(error: unknown): HTTPException {
  if (error instanceof BadRequest || error instanceof RequestEntityTooLarge) return error;
  const disconnected = new ClientDisconnected();
  disconnected.cause = error;
  return disconnected;
}

/** A fresh error for each access, so that its stack tells where the body was asked for. */
function again(failure: HTTPException): HTTPException {
  const error_class = failure.constructor as new () => HTTPException; // only the classes above come here
  const error = new error_class();
  error.cause = failure.cause;
  return error;
}
