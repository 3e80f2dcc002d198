const FIRST_CAPACITY = 4096;
const EMPTY = Buffer.alloc(0);

/**
 * Bytes put together from chunks. They are copied into one growing buffer: a list of chunks would let a client that
 * sends single bytes take a hundred times their memory.
 */
export class ByteBuffer {
  #buffer = EMPTY;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(chunk: Uint8Array): void {
    const length = this.#length + chunk.byteLength;
    if (length > this.#buffer.length) this.#grow(length);
    this.#buffer.set(chunk, this.#length);
    this.#length = length;
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafe(Math.max(length, this.#buffer.length * 2, FIRST_CAPACITY));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }

  /** The bytes so far, not copied. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  clear(): void {
    this.#buffer = EMPTY;
    this.#length = 0;
  }
}
