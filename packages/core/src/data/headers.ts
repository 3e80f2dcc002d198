import {
  convert,
  convert_all,
  type GetOptions,
  get_arguments,
  type TypeArgument,
  type_argument,
} from "./convert.ts";
import { KeyError } from "./errors.ts";
import { HeaderList } from "./header_list.ts";
import { type ItemAccess, item_handler } from "./indexed.ts";
import { dump_options_header } from "./options_header.ts";

const LIST = Symbol("header list");

/** What headers can be made of: pairs, an object (a list as value repeats the header), other headers. */
export type HeadersInit =
  | HeadersView
  | HeaderList
  | Iterable<readonly [name: string, value: unknown]>
  | MultiValues
  | { readonly [name: string]: unknown };

/** What a MultiDict has. */
interface MultiValues {
  lists(): Iterable<readonly [name: string, values: readonly unknown[]]>;
}

/** Parameters of a header value, `{ filename: "a.txt" }`; underscores become dashes. */
export type HeaderParams = { readonly [name: string]: string | number | boolean | null | undefined };

class HeadersView implements Iterable<[name: string, value: string]> {
  readonly [LIST]: HeaderList;

  /** A list is looked at, not copied: changes show in it; anything else is copied. */
  constructor(defaults?: HeadersInit | null) {
    this[LIST] = defaults instanceof HeaderList ? defaults : new HeaderList();
    const self = new Proxy(this, HANDLER);
    if (defaults && !(defaults instanceof HeaderList)) self.extend(defaults);
    // biome-ignore lint/correctness/noConstructorReturn: indexing by name, `headers["X-Y"]`, takes a Proxy
    return self;
  }

  /** The number of headers, repeated ones counted each. */
  get length(): number {
    return this[LIST].length;
  }

  has(name: string): boolean {
    return this[LIST].has(name);
  }

  /** The first value of `name`; `fallback` where it is absent or `type` could not convert it. */
  get(name: string): string | undefined;
  get<T, D = undefined>(name: string, options: GetOptions<string, T, D>): T | D;
  get<D>(name: string, fallback: D): string | D;
  get<T, D = undefined>(name: string, fallback: D, type: TypeArgument<string, T>): T | D;
  get(name: string, given?: unknown, given_type?: TypeArgument<string, unknown>): unknown {
    const [fallback, type] = get_arguments<string>(given, given_type);
    const value = this[LIST].get(name);
    if (value === undefined) return fallback;
    return type === undefined ? value : (convert(value, type) ?? fallback);
  }

  getlist(name: string): string[];
  getlist<T>(name: string, type: TypeArgument<string, T>): T[];
  getlist(name: string, given?: TypeArgument<string, unknown>): unknown[] {
    const type = type_argument(given);
    const values = this[LIST].getlist(name);
    return type === undefined ? values : convert_all(values, type);
  }

  get_all(name: string): string[] {
    return this[LIST].getlist(name);
  }

  *items(lower: boolean | { lower?: boolean } = false): Generator<[name: string, value: string]> {
    const lowers = typeof lower === "object" ? lower.lower : lower;
    for (const [name, value] of this[LIST].entries()) yield [lowers ? name.toLowerCase() : name, value];
  }

  *keys(lower: boolean | { lower?: boolean } = false): Generator<string> {
    for (const [name] of this.items(lower)) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this[LIST].entries()) yield value;
  }

  [Symbol.iterator](): Generator<[name: string, value: string]> {
    return this[LIST].entries();
  }

  /** Adds a value beside those that are there; `params` as in `add("Content-Disposition", "attachment", { filename })`. */
  add(name: string, value: unknown, params?: HeaderParams): void {
    this[LIST].add(name, header_text(value, params));
  }

  add_header(name: string, value: unknown, params?: HeaderParams): void {
    this.add(name, value, params);
  }

  /** Replaces every value of `name`. */
  set(name: string, value: unknown, params?: HeaderParams): void {
    this[LIST].set(name, header_text(value, params));
  }

  /** Replaces every value of `name`; the first takes the place of the one that was there. */
  setlist(name: string, values: Iterable<unknown>): void {
    const [first, ...others] = Array.from(values, (value) => header_text(value));
    if (first === undefined) this[LIST].remove(name);
    else this[LIST].set(name, first);
    for (const text of others) this[LIST].add(name, text);
  }

  setdefault(name: string, value: unknown): string {
    if (!this[LIST].has(name)) this.set(name, value);
    return this[LIST].get(name)!;
  }

  setlistdefault(name: string, values: Iterable<unknown>): string[] {
    if (!this[LIST].has(name)) this.setlist(name, values);
    return this[LIST].getlist(name);
  }

  /** Adds every header of `others`, beside those that are there. */
  extend(...others: HeadersInit[]): void {
    for (const other of others) extend_headers(this[LIST], other);
  }

  /** Replaces the headers that `others` name. */
  update(...others: HeadersInit[]): void {
    for (const other of others) update_headers(this, other);
  }

  remove(name: string): void {
    this[LIST].remove(name);
  }

  /** Removes `name` and returns its first value; the header at a place, or without one the last, as a pair. */
  pop(place?: number): [name: string, value: string];
  pop(name: string): string;
  pop<D>(name: string, fallback: D): string | D;
  pop(name: string | number = -1, ...fallback: unknown[]): unknown {
    if (typeof name === "number") return pop_at(this[LIST], name);
    const value = this[LIST].get(name);
    if (value !== undefined) this[LIST].remove(name);
    else if (fallback.length === 0) throw new KeyError(name);
    return value ?? fallback[0];
  }

  popitem(): [name: string, value: string] {
    return pop_at(this[LIST], -1);
  }

  clear(): void {
    this[LIST].clear();
  }

  /** An independent copy. */
  copy(): Headers {
    return new Headers(this[LIST].copy());
  }

  to_wsgi_list(): [name: string, value: string][] {
    return Array.from(this);
  }

  toString(): string {
    return Array.from(this, ([name, value]) => `${name}: ${value}\r\n`).join("") + "\r\n";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Headers(${JSON.stringify(Array.from(this))})`;
  }
}

const ACCESS: ItemAccess<HeadersView> = {
  has: (target, name) => target[LIST].has(name),
  get: (target, name) => target[LIST].get(name),
  set: (target, name, value) => target.set(name, value),
  remove: (target, name) => target[LIST].remove(name),
  keys: (target) => distinct_names(target[LIST]),
  missing: () => undefined,
};
const HANDLER = item_handler(ACCESS);

/**
 * Werkzeug's Headers: ordered, without case, a name may repeat. `headers["X-Y"]` reads (undefined where absent)
 * and sets, `"X-Y" in headers`, iteration gives `[name, value]` pairs. A value with a line break raises ValueError.
 */
export type Headers = HeadersView & { [name: string]: string | undefined };

/** `new Headers([["A", "b"]])`, `new Headers({ A: "b", "Set-Cookie": ["x=1", "y=2"] })`. */
// the Proxy that the constructor returns is what adds the index signature
export const Headers = HeadersView as unknown as { new (defaults?: HeadersInit | null): Headers };

function header_text(value: unknown, params?: HeaderParams): string {
  const text = typeof value === "string" ? value : String(value);
  if (params === undefined) return text;
  const dashed = Object.entries(params).map(([key, item]) => [key.replaceAll("_", "-"), item] as const);
  return dump_options_header(text, Object.fromEntries(dashed));
}

/** Adds every header of `other` to `list`; a list as value repeats the header. */
export function extend_headers(list: HeaderList, other: HeadersInit): void {
  for (const [name, value] of header_pairs(other)) {
    if (!Array.isArray(value)) list.add(name, header_text(value));
    else for (const single of value) list.add(name, header_text(single));
  }
}

function header_pairs(init: HeadersInit): Iterable<readonly [name: string, value: unknown]> {
  if (is_multi(init)) return init.lists();
  return Symbol.iterator in init
    ? (init as Iterable<readonly [string, unknown]>) // whatever iterates, iterates over pairs here
    : Object.entries(init);
}

function update_headers(headers: HeadersView, other: HeadersInit): void {
  if (other instanceof HeadersView || other instanceof HeaderList) {
    for (const name of new Set(Array.from(other, ([name]) => name.toLowerCase()))) {
      const spelled = Array.from(other).find(([key]) => key.toLowerCase() === name)!;
      headers.setlist(spelled[0], other.getlist(name));
    }
    return;
  }
  for (const [name, value] of header_pairs(other)) {
    if (Array.isArray(value)) headers.setlist(name, value);
    else headers.set(name, value);
  }
}

function is_multi(init: HeadersInit): init is MultiValues {
  return typeof (init as { readonly lists?: unknown }).lists === "function"; // no header has a function as value
}

function pop_at({ flat }: HeaderList, place: number): [name: string, value: string] {
  const at = 2 * place + (place < 0 ? flat.length : 0);
  if (at < 0 || at >= flat.length) throw new KeyError(String(place));
  return flat.splice(at, 2) as [string, string]; // two are there at each place, and they come in pairs
}

function distinct_names(list: HeaderList): string[] {
  const seen = new Set<string>();
  const names: string[] = [];
  for (const [name] of list.entries()) {
    const lower = name.toLowerCase();
    if (seen.has(lower)) continue;
    seen.add(lower);
    names.push(name);
  }
  return names;
}
