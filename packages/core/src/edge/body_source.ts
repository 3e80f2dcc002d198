/** The parts of node's IncomingMessage that a body is read through. */
export interface BodyStream {
  /** Bytes that have arrived and that nobody has taken. */
  readonly readableLength: number;
  /** Null while nobody has asked for the bytes, in whichever way. */
  readonly readableFlowing: boolean | null;
  readonly destroyed: boolean;
  readonly readableEnded: boolean;
  readonly errored: Error | null;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  once(event: "end" | "close", listener: () => void): unknown;
  once(event: "error", listener: (error: Error) => void): unknown;
  pause(): unknown;
  resume(): unknown;
  read(): Uint8Array | null;
  listenerCount(event: "data"): number;
}

/**
 * A request body as the framework reads it. Giving up half-way leaves the socket alive, because a refusal has still to be
 * sent over it; node's own iterator would destroy it, and costs several times as much for a body of one chunk.
 */
export class BodySource implements AsyncIterable<Uint8Array> {
  readonly #stream: BodyStream;
  readonly #before_first: (() => void) | undefined;
  #is_shared = false;

  /** `before_first` runs when reading begins. */
  constructor(stream: BodyStream, before_first?: () => void) {
    this.#stream = stream;
    this.#before_first = before_first;
  }

  /**
   * The whole body of `length` bytes, if it came with its head, which takes none of the stream's events. Not where somebody
   * listens already, who would have all of it to himself in the meantime, nor for a client that waits to be told to go
   * on: node closes its connection unless it was.
   */
  take_arrived(length: number): Promise<Uint8Array | null> | null {
    if (this.#stream.readableFlowing !== null || this.#before_first !== undefined) return null;
    return this.#take_after_head(length);
  }

  async #take_after_head(length: number): Promise<Uint8Array | null> {
    await null; // node has the bytes of its packet as soon as it is done with telling of the head
    return this.#stream.readableLength === length ? this.#stream.read() : null;
  }

  /**
   * Frees a chunk now: V8 counts what buffers take only roughly, and collects them when 64 MB of them are waiting. Not
   * where somebody else reads or has read, who may have kept the same chunk, nor a chunk that shares its memory with others.
   */
  release(chunk: Uint8Array): void {
    const { buffer } = chunk;
    const is_shared = this.#is_shared || this.#stream.listenerCount("data") > 1;
    if (is_shared || chunk.byteLength < buffer.byteLength) return;
    if (buffer instanceof ArrayBuffer) buffer.transfer(0);
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    this.#is_shared = this.#stream.readableFlowing !== null;
    this.#before_first?.();
    return new BodyReader(this.#stream);
  }
}

type Step = IteratorResult<Uint8Array, undefined>;

interface Waiting {
  readonly resolve: (step: Step) => void;
  readonly reject: (error: unknown) => void;
}

const DONE: Step = { done: true, value: undefined };

/** Chunks one by one: the stream flows while somebody waits and is paused while nobody does. */
class BodyReader implements AsyncIterator<Uint8Array> {
  readonly #stream: BodyStream;
  readonly #chunks: Uint8Array[] = [];
  #waiting: Waiting | undefined;
  #ended: boolean;
  #failure: Error | undefined;

  constructor(stream: BodyStream) {
    this.#stream = stream;
    this.#ended = stream.readableEnded;
    if (this.#ended) return;
    if (stream.destroyed) this.#fail(stream.errored ?? left_early());
    stream.on("data", (chunk) => this.#take(chunk));
    stream.once("end", () => this.#end());
    stream.once("error", (error) => this.#fail(error));
    stream.once("close", () => this.#close());
  }

  next(): Promise<Step> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) return Promise.resolve({ done: false, value: chunk });
    if (this.#ended) return Promise.resolve(DONE);
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#stream.resume();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #take(chunk: Uint8Array): void {
    if (this.#waiting === undefined) {
      this.#chunks.push(chunk);
      this.#stream.pause();
    } else this.#answer().resolve({ done: false, value: chunk });
  }

  #end(): void {
    this.#ended = true;
    if (this.#waiting !== undefined) this.#answer().resolve(DONE);
  }

  /** Every body's stream closes; only one that has not ended was left. */
  #close(): void {
    if (!this.#ended) this.#fail(left_early());
  }

  #fail(error: Error): void {
    if (this.#ended) return;
    this.#failure ??= error;
    if (this.#waiting !== undefined) this.#answer().reject(this.#failure);
  }

  /** The one that waits, who gets one answer only. */
  #answer(): Waiting {
    const waiting = this.#waiting!;
    this.#waiting = undefined;
    return waiting;
  }
}

function left_early(): Error {
  return new Error("the client left before its body was complete");
}
