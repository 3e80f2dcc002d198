import { ValueError } from "./errors.ts";

/** RFC 9110 section 5.1: a field name is a token. Node refuses any other with an error of its own, too late. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** What RFC 9110 section 5.5 leaves out of a field value. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole Latin-1 range is meant
const BEYOND_LATIN_1 = /[^\x00-\xff]/;
/** Locations may hold any character until they are sent: the response quotes them then, as Werkzeug does. */
const QUOTED_WHEN_SENT = new Set(["location", "content-location"]);

/**
 * Headers as one flat array, `[name, value, name, value, …]`: the form node:http hands in (`rawHeaders`) and takes
 * out again, so that a request's headers are never copied. Names compare without case and keep their spelling.
 *
 * Framework code uses this class; users see it through `Headers`.
 */
export class HeaderList {
  readonly flat: string[];

  /** Takes `flat` as it is: what comes from node's parser needs no second check. */
  constructor(flat: string[] = []) {
    this.flat = flat;
  }

  /** The number of headers, repeated ones counted each. */
  get length(): number {
    return this.flat.length >> 1;
  }

  /** The first value under `name`. */
  get(name: string): string | undefined {
    const at = this.find(name);
    return at < 0 ? undefined : this.flat[at + 1];
  }

  getlist(name: string): string[] {
    const values: string[] = [];
    for (let at = this.find(name); at >= 0; at = this.find(name, at + 2)) values.push(this.flat[at + 1]!);
    return values;
  }

  has(name: string): boolean {
    return this.find(name) >= 0;
  }

  /** The place of `name` in `flat` at or after `from`, -1 where there is none. */
  find(name: string, from = 0): number {
    const { flat } = this;
    let lower: string | undefined;
    for (let at = from; at < flat.length; at += 2) {
      const key = flat[at]!;
      // The length first: comparing the texts of two names that are not the same object is a call of 10 ns.
      if (key.length !== name.length) continue;
      if (key === name) return at;
      lower ??= name.toLowerCase();
      if (key.toLowerCase() === lower) return at;
    }
    return -1;
  }

  /** Replaces every value of `name`; the first one's place is kept, a new name goes to the end. */
  set(name: string, value: string): void {
    check_header(name, value);
    this.put(name, value);
  }

  /** `set` without its check, for names and values that are the framework's own. */
  put(name: string, value: string): void {
    const at = this.find(name);
    if (at < 0) {
      this.flat.push(name, value);
      return;
    }
    this.flat[at] = name;
    this.flat[at + 1] = value;
    this.#remove_from(name, at + 2);
  }

  /** Appends a value, beside those that are there. */
  add(name: string, value: string): void {
    check_header(name, value);
    this.flat.push(name, value);
  }

  /** `add` without its check, for values that cannot hold what it looks for. */
  append(name: string, value: string): void {
    this.flat.push(name, value);
  }

  /** Removes every value of `name`; a name that is not there is no error. */
  remove(name: string): void {
    this.#remove_from(name, 0);
  }

  clear(): void {
    this.flat.length = 0;
  }

  *entries(): Generator<[name: string, value: string]> {
    const { flat } = this;
    for (let at = 0; at < flat.length; at += 2) yield [flat[at]!, flat[at + 1]!];
  }

  [Symbol.iterator](): Generator<[name: string, value: string]> {
    return this.entries();
  }

  copy(): HeaderList {
    return new HeaderList(this.flat.slice());
  }

  #remove_from(name: string, from: number): void {
    for (let at = this.find(name, from); at >= 0; at = this.find(name, at)) this.flat.splice(at, 2);
  }
}

/**
 * Refuses a header that could end its line and begin another (response splitting), or that node:http would refuse
 * only when the response is on its way.
 */
function check_header(name: string, value: string): void {
  if (!TOKEN.test(name))
    throw new ValueError(`${JSON.stringify(name)} is no header name: use letters, digits and "-".`);
  if (CONTROL.test(value)) throw new ValueError("Header values must not contain newline characters.");
  if (BEYOND_LATIN_1.test(value) && !QUOTED_WHEN_SENT.has(name.toLowerCase())) {
    throw new ValueError(`The value of ${name} has characters beyond Latin-1; percent-encode it first.`);
  }
}
