/** A value that can be written in a command line: Python's and JavaScript's literals. */
export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal };

const SPACE = /\s*/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const CONSTANTS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ["True", true],
  ["true", true],
  ["False", false],
  ["false", false],
  ["None", null],
  ["null", null],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
]);

/** The text is no literal at the place where it stopped. */
export class LiteralError extends Error {}

/** Reads literals and names from a text, one after the other; nothing is ever evaluated. */
export class LiteralReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get at_end(): boolean {
    this.#match(SPACE);
    return this.#at === this.#text.length;
  }

  /** Takes `token` if it comes next. */
  take(token: string): boolean {
    this.#match(SPACE);
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  name(): string | undefined {
    this.#match(SPACE);
    return this.#match(NAME);
  }

  /** The name in `name=`, or undefined when no keyword argument comes next. */
  keyword(): string | undefined {
    const start = this.#at;
    const name = this.name();
    if (name !== undefined && this.take("=")) return name;
    this.#at = start;
    return undefined;
  }

  value(): Literal {
    if (this.take("[")) return this.#items("]");
    if (this.take("(")) return this.#items(")");
    if (this.take("{")) return this.#entries();
    for (const quote of ['"', "'"]) if (this.take(quote)) return this.#string(quote);
    const number = this.#match(NUMBER);
    if (number !== undefined) return Number(number);
    const constant = CONSTANTS.get(this.name() ?? "");
    if (constant === undefined) throw new LiteralError(`no literal at ${this.#at}`);
    return constant;
  }

  #items(end: string): Literal[] {
    const items: Literal[] = [];
    while (!this.take(end)) {
      items.push(this.value());
      if (!this.take(",")) {
        this.#expect(end);
        break;
      }
    }
    return items;
  }

  #entries(): { [key: string]: Literal } {
    const entries: [string, Literal][] = [];
    while (!this.take("}")) {
      const key = this.name() ?? String(this.value());
      this.#expect(":");
      entries.push([key, this.value()]);
      if (!this.take(",")) {
        this.#expect("}");
        break;
      }
    }
    return Object.fromEntries(entries);
  }

  #string(quote: string): string {
    let text = "";
    for (let character = this.#next(); character !== quote; character = this.#next()) {
      if (character !== "\\") text += character;
      else {
        const escaped = this.#next();
        text += ESCAPES.get(escaped) ?? escaped;
      }
    }
    return text;
  }

  #next(): string {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new LiteralError("a string is not closed");
    return character;
  }

  #expect(token: string): void {
    if (!this.take(token)) throw new LiteralError(`"${token}" is missing at ${this.#at}`);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
