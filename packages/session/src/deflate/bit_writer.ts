/** Collects bits into bytes, lowest bit first (RFC 1951, 3.1.1). */
export class BitWriter {
  readonly #bytes: Buffer;
  #length = 0;
  #pending = 0;
  #pending_bits = 0;

  /** `limit` is the most bytes that will be written. */
  constructor(limit: number) {
    this.#bytes = Buffer.allocUnsafe(limit);
  }

  /** Appends the lowest `count` bits of `value`; at most 16. */
  write(value: number, count: number): void {
    this.#pending |= value << this.#pending_bits;
    this.#pending_bits += count;
    while (this.#pending_bits >= 8) {
      this.#bytes[this.#length++] = this.#pending & 0xff;
      this.#pending >>>= 8;
      this.#pending_bits -= 8;
    }
  }

  /** What was written, its last byte filled with zeros. */
  finish(): Buffer {
    if (this.#pending_bits > 0) this.#bytes[this.#length++] = this.#pending & 0xff;
    return this.#bytes.subarray(0, this.#length);
  }
}
