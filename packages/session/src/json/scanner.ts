import { JSONDecodeError } from "./json_decode_error.ts";
import { MAX_DEPTH } from "./refusal.ts";
import { scan_number } from "./scan_number.ts";
import { scan_string } from "./scan_string.ts";

const WORDS: readonly (readonly [word: string, value: unknown])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
];

/** Reads JSON as Python's decoder does, with its leniency, its errors and a limit on nesting. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read_document(): unknown {
    this.#skip_space();
    const value = this.#read_value(0);
    this.#skip_space();
    if (this.#at < this.#text.length) throw this.#error("Extra data", this.#at);
    return value;
  }

  #read_value(depth: number): unknown {
    const char = this.#text[this.#at];
    if (char === '"') return this.#read_string();
    if (char === "{") return this.#read_dict(depth);
    if (char === "[") return this.#read_list(depth);
    const number = scan_number(this.#text, this.#at);
    if (number === null) return this.#read_word();
    this.#at = number[1];
    return number[0];
  }

  #read_string(): string {
    const [value, end] = scan_string(this.#text, this.#at);
    this.#at = end;
    return value;
  }

  #read_word(): unknown {
    const found = WORDS.find(([word]) => this.#text.startsWith(word, this.#at));
    if (found === undefined) throw this.#error("Expecting value", this.#at);
    this.#at += found[0].length;
    return found[1];
  }

  #read_list(depth: number): unknown[] {
    this.#enter(depth);
    const items: unknown[] = [];
    if (this.#take("]")) return items;
    for (;;) {
      items.push(this.#read_value(depth + 1));
      this.#skip_space();
      if (this.#take("]")) return items;
      this.#expect(",", "Expecting ',' delimiter");
    }
  }

  #read_dict(depth: number): Record<string, unknown> {
    this.#enter(depth);
    const dict: Record<string, unknown> = {};
    if (this.#take("}")) return dict;
    for (;;) {
      if (this.#text[this.#at] !== '"') {
        throw this.#error("Expecting property name enclosed in double quotes", this.#at);
      }
      const key = this.#read_string();
      this.#skip_space();
      this.#expect(":", "Expecting ':' delimiter");
      put(dict, key, this.#read_value(depth + 1));
      this.#skip_space();
      if (this.#take("}")) return dict;
      this.#expect(",", "Expecting ',' delimiter");
    }
  }

  #enter(depth: number): void {
    if (depth >= MAX_DEPTH) throw this.#error(`Nested deeper than ${MAX_DEPTH} levels`, this.#at);
    this.#at++;
    this.#skip_space();
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #expect(char: string, message: string): void {
    if (!this.#take(char)) throw this.#error(message, this.#at);
    this.#skip_space();
  }

  #skip_space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  #error(message: string, index: number): JSONDecodeError {
    return new JSONDecodeError(message, this.#text, index);
  }
}

/** `__proto__` is an ordinary key in JSON; assigning it would change the object's prototype instead. */
function put(dict: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") dict[key] = value;
  else Object.defineProperty(dict, key, { value, writable: true, enumerable: true, configurable: true });
}
