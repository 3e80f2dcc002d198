import { ByteBuffer } from "./byte_buffer.ts";
import { ClientDisconnected, RequestEntityTooLarge } from "./errors.ts";
import type { MultipartForm } from "./multipart.ts";

/** The most of a body that is read, null for no limit. */
export interface BodyLimits {
  /** Bytes of the whole body. */
  readonly max_content_length: number | null;
  /** Bytes of one form field that is no file. */
  readonly max_form_memory_size: number | null;
  /** Parts of a multipart body. */
  readonly max_form_parts: number | null;
}

/** A body that arrives piece by piece. */
export interface BodyPieces extends AsyncIterable<Uint8Array> {
  /** The whole body of `length` bytes, where it can be had at once, before any piece was asked for; else null. */
  take_arrived?(length: number): Promise<Uint8Array | null> | null;
  /** Gives the memory of a piece back. To be called by who alone has the piece, and is done with it. */
  release?(piece: Uint8Array): void;
}

export type BodySource = BodyPieces | Uint8Array | null;

const EMPTY: Buffer = Buffer.alloc(0);

/** The body of one request: read before the view, within its limits. */
export class RequestBody {
  readonly source: BodySource;
  /** Why the body could not be read, to be raised when it is asked for. */
  failure: unknown = null;
  /** Whether nothing of the body is left unread on the connection. */
  complete: boolean;
  /** Bytes read so far. */
  received = 0;
  /** The whole body, but for a multipart form. */
  bytes = EMPTY;
  multipart: MultipartForm | null = null;
  #begun = false;

  constructor(source: BodySource) {
    this.source = source;
    this.complete = source === null || source instanceof Uint8Array;
  }

  /**
   * Reads into `bytes`, or into a multipart form. Never throws or rejects: what went wrong is in `failure`. What was read
   * once stays: a view may hand its request on to another app, which reads it too.
   */
  read(
    announced: number | null,
    limit: number | null,
    multipart: MultipartForm | null,
  ): Promise<void> | void {
    if (this.source === null || this.#begun) return;
    this.#begun = true;
    this.multipart = multipart;
    if (announced !== null && limit !== null && announced > limit) this.failure = new RequestEntityTooLarge();
    else if (multipart !== null) return this.#read_multipart(this.source, limit, multipart);
    else if (this.source instanceof Uint8Array) this.#take_whole(this.source, limit);
    else return this.#take_or_collect(this.source, announced, limit);
  }

  #take_whole(source: Uint8Array, limit: number | null): void {
    this.received = source.byteLength;
    if (limit !== null && source.byteLength > limit) this.failure = new RequestEntityTooLarge();
    else this.bytes = as_buffer(source);
    this.complete = true;
  }

  #take_or_collect(source: BodyPieces, announced: number | null, limit: number | null): Promise<void> {
    const arriving = announced === null ? null : source.take_arrived?.(announced);
    if (!arriving) return this.#collect(source, limit);
    return arriving.then((whole) => (whole ? this.#take_whole(whole, limit) : this.#collect(source, limit)));
  }

  async #collect(source: BodyPieces, limit: number | null): Promise<void> {
    let first: Uint8Array | undefined;
    let joined: ByteBuffer | undefined;
    await this.#each_chunk(source, limit, (chunk) => {
      if (first === undefined) {
        first = chunk;
        return;
      }
      joined ??= byte_buffer_of(first);
      joined.append(chunk);
    });
    // Most bodies come in one chunk, which then is not copied.
    if (this.failure === null) this.bytes = joined?.bytes() ?? as_buffer(first ?? EMPTY);
  }

  async #read_multipart(
    source: BodyPieces | Uint8Array,
    limit: number | null,
    form: MultipartForm,
  ): Promise<void> {
    if (source instanceof Uint8Array) await this.#each_chunk([source], limit, (chunk) => form.write(chunk));
    else await this.#each_chunk(source, limit, write_and_release(source, form));
    if (this.failure === null) await form.finish().catch((error: unknown) => this.#fail(error));
    if (this.failure !== null) await form.close();
  }

  /**
   * Hands each chunk to `take`, awaiting it, until the end, the limit or a failure. The iterator is never told to
   * return: node would destroy the socket, and with it the answer that says what was wrong.
   */
  async #each_chunk(
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    limit: number | null,
    take: (chunk: Uint8Array) => Promise<void> | void,
  ): Promise<void> {
    const iterator =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    let reading = true;
    try {
      for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
        reading = false;
        this.received += step.value.byteLength;
        if (exceeds(this.received, limit)) throw new RequestEntityTooLarge();
        const taken = take(step.value);
        if (taken !== undefined) await taken;
        reading = true;
      }
      this.complete = true;
    } catch (error) {
      this.#fail(reading ? disconnected(error) : error);
    }
  }

  /** The body piece by piece, for a view that reads it itself. Raises 413 at the limit, also while it is read. */
  stream(announced: number | null, limit: number | null): AsyncGenerator<Uint8Array> {
    if (exceeds(announced ?? 0, limit)) throw new RequestEntityTooLarge();
    return this.#pieces(this.source instanceof Uint8Array ? [this.source] : (this.source ?? []), limit);
  }

  async *#pieces(
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    limit: number | null,
  ): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      this.received += piece.byteLength;
      if (exceeds(this.received, limit)) throw new RequestEntityTooLarge();
      yield piece;
    }
    this.complete = true;
  }

  #fail(failure: unknown): void {
    this.failure ??= failure;
  }

  /** Raises what went wrong, also where a limit was lowered after reading. */
  check(limits: BodyLimits): void {
    if (this.failure !== null) throw this.failure;
    const { multipart } = this;
    const over =
      exceeds(this.received, limits.max_content_length) ||
      (multipart !== null && exceeds(multipart.largest_field, limits.max_form_memory_size)) ||
      (multipart !== null && exceeds(multipart.parts, limits.max_form_parts));
    if (over) throw new RequestEntityTooLarge();
  }

  /** Removes the form's files. */
  close(): Promise<void> | void {
    return this.multipart?.close();
  }
}

/** The form may still look at the end of the chunk before the one it is given, but no further back. */
function write_and_release(
  source: BodyPieces,
  form: MultipartForm,
): (chunk: Uint8Array) => Promise<void> | void {
  const in_use: Uint8Array[] = [];
  return (chunk) => {
    if (in_use.push(chunk) > 2) source.release?.(in_use.shift()!);
    return form.write(chunk);
  };
}

/** Whatever a socket reports while a body is awaited means that the client went away. */
function disconnected(cause: unknown): ClientDisconnected {
  const error = new ClientDisconnected();
  error.cause = cause;
  return error;
}

function exceeds(size: number, limit: number | null): boolean {
  return limit !== null && size > limit;
}

function as_buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function byte_buffer_of(bytes: Uint8Array): ByteBuffer {
  const buffer = new ByteBuffer();
  buffer.append(bytes);
  return buffer;
}
