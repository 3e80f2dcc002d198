const ASCII = 128;
const SLASH = 0x2f;
// Outside ASCII these say the same about every character, so that one flag will do for all of them.
const UNIFORM_CLASS = /^\[\^?(?:[^\\\]\u0080-\u{10ffff}]|\\[dw\-\\\][/.^_~])*\]$/u;

/** The characters that a class of a regular expression (`[a-z]`, `\d`, `.`) holds, as a table for ASCII. */
export class CharSet {
  readonly #ascii = new Uint8Array(ASCII);
  readonly #others: boolean | RegExp;

  /** `source` is one class as JavaScript writes it, without a quantifier. Throws SyntaxError when it is none. */
  constructor(source: string) {
    const test = new RegExp(`^${source}$`, "u");
    for (let code = 0; code < ASCII; code++) {
      if (test.test(String.fromCharCode(code))) this.#ascii[code] = 1;
    }
    this.#others = UNIFORM_CLASS.test(source) ? test.test("\u0100") : test;
  }

  has(code: number): boolean {
    if (code < ASCII) return this.#ascii[code] === 1;
    return typeof this.#others === "boolean" ? this.#others : this.#others.test(String.fromCodePoint(code));
  }

  get is_all_but_slash(): boolean {
    return this.#others === true && this.#ascii.every((held, code) => (held === 1) === (code !== SLASH));
  }

  /** Whether no character is in both. Unsure answers are `false`, which costs a caller speed only. */
  is_disjoint(other: CharSet): boolean {
    for (let code = 0; code < ASCII; code++) {
      if (this.#ascii[code] === 1 && other.#ascii[code] === 1) return false;
    }
    return this.#others === false || other.#others === false;
  }
}
