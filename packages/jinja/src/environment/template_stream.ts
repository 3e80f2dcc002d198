/** A template's output in pieces, as Jinja's `Template.stream` gives it: iterate it, or `dump` it to a function. */
export class TemplateStream implements Iterable<string> {
  readonly #pieces: Iterator<string>;
  #buffer_size = 1;

  constructor(pieces: Iterable<string>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** Joins so many pieces before they are given: fewer, larger writes. */
  enable_buffering(size = 5): void {
    if (size <= 1) throw new RangeError("buffer size too small");
    this.#buffer_size = size;
  }
  disable_buffering(): void {
    this.#buffer_size = 1;
  }

  *[Symbol.iterator](): Generator<string> {
    let [buffer, count] = ["", 0];
    for (let next = this.#pieces.next(); !next.done; next = this.#pieces.next()) {
      buffer += next.value;
      count += 1;
      if (count < this.#buffer_size) continue;
      yield buffer;
      [buffer, count] = ["", 0];
    }
    if (buffer !== "") yield buffer;
  }

  /** Hands every piece to a function, such as `(piece) => file.write(piece)`. */
  dump(write: (piece: string) => unknown): void {
    for (const piece of this) write(piece);
  }
}
