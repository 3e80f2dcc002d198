import {
  convert,
  convert_all,
  fallback_of,
  type GetOptions,
  get_arguments,
  type NamedDefault,
  type TypeArgument,
  type_argument,
} from "./convert.ts";
import { IndexError, KeyError } from "./errors.ts";
import { HeaderList } from "./header_list.ts";
import { type ItemAccess, is_several, item_handler } from "./indexed.ts";
import { type ItemPairs, is_multi_dict, item_pairs, type NamedItems } from "./item_pairs.ts";
import { dump_options_header } from "./options_header.ts";
import { python_repr } from "./python_text.ts";

const LIST = Symbol("header list");

/** What headers can be made of: pairs, an object (a list or set as value repeats the header), a MultiDict, other headers. */
export type HeadersInit = HeadersView | HeaderList | NamedItems;

/** Headers by name, as Python's keywords: `headers.extend([], { Vary: "Cookie" })`. */
export type NamedHeaders = { readonly [name: string]: unknown };

/** Parameters of a header value, `{ filename: "a.txt" }`; underscores become dashes. */
export type HeaderParams = { readonly [name: string]: string | number | boolean | null | undefined };

class HeadersView implements Iterable<[name: string, value: string]> {
  static readonly name: string = "Headers";
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
  get<D>(name: string, options: NamedDefault<D>): string | D;
  get<D>(name: string, fallback: D): string | D;
  get<T, D = undefined>(name: string, fallback: D, type: TypeArgument<string, T>): T | D;
  get<D>(name: string, fallback: D, type: null): string | D;
  get(name: string, given?: unknown, given_type?: TypeArgument<string, unknown> | null): unknown {
    const [fallback, type] = get_arguments<string>(given, given_type);
    const value = this[LIST].get(name);
    if (value === undefined) return fallback;
    return type === undefined ? value : (convert(value, type) ?? fallback);
  }

  getlist(name: string, type?: null): string[];
  getlist<T>(name: string, type: TypeArgument<string, T>): T[];
  getlist(name: string, given?: TypeArgument<string, unknown> | null): unknown[] {
    const type = type_argument(given);
    const values = this[LIST].getlist(name);
    return type === undefined ? values : convert_all(values, type);
  }

  get_all(name: string): string[] {
    return this[LIST].getlist(name);
  }

  /** `[name, value]` pairs; with `true` or `{ lower: true }` the names in lower case. */
  *items(lower: boolean | { readonly lower?: boolean } = false): Generator<[name: string, value: string]> {
    const lowered = typeof lower === "object" ? lower.lower : lower;
    for (const [name, value] of this[LIST].entries()) yield [lowered ? name.toLowerCase() : name, value];
  }

  *keys(lower: boolean | { readonly lower?: boolean } = false): Generator<string> {
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
    if (!this[LIST].has(name)) this.set(name, fallback_of(value));
    return this[LIST].get(name)!;
  }

  setlistdefault(
    name: string,
    values: Iterable<unknown> | { readonly default: Iterable<unknown> },
  ): string[] {
    if (!this[LIST].has(name)) this.setlist(name, fallback_of(values) as Iterable<unknown>); // what the argument's type lets in
    return this[LIST].getlist(name);
  }

  /** Adds every header of `other`, and those by name, beside those that are there. */
  extend(other: HeadersInit = [], named: NamedHeaders = {}): void {
    extend_headers(this[LIST], other);
    extend_headers(this[LIST], named);
  }

  /** Replaces the headers that `other` has, and those by name. */
  update(other: HeadersInit = [], named: NamedHeaders = {}): void {
    for (const [name, value] of [...replacements(other), ...replacements(named)]) {
      if (is_several(value)) this.setlist(name, value);
      else this.set(name, value);
    }
  }

  remove(name: string): void {
    this[LIST].remove(name);
  }

  /** Removes `name` and returns its first value; the header at a place, or without one the last, as a pair. */
  pop(place?: number | null): [name: string, value: string];
  pop(name: string): string;
  pop<D>(name: string, options: NamedDefault<D>): string | D;
  pop<D>(name: string, fallback: D): string | D;
  pop(name?: string | number | null, ...fallback: unknown[]): unknown {
    if (typeof name !== "string") return pop_at(this[LIST], name ?? -1);
    const value = this[LIST].get(name);
    if (value !== undefined) this[LIST].remove(name);
    else if (fallback.length === 0) throw new KeyError(name);
    return value ?? fallback_of(fallback[0]);
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
    const pairs = Array.from(this, ([name, value]) => `(${python_repr(name)}, ${python_repr(value)})`);
    return `Headers([${pairs.join(", ")}])`;
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
  for (const [name, value] of item_pairs(other)) {
    if (!is_several(value)) list.add(name, header_text(value));
    else for (const single of value) list.add(name, header_text(single));
  }
}

/** A name with all its values where they belong together, else pairs that replace each other. */
function replacements(init: HeadersInit): ItemPairs {
  const dict = init instanceof HeaderList ? new HeadersView(init) : init;
  if (!(dict instanceof HeadersView || is_multi_dict(dict))) return item_pairs(dict);
  return outer_names([...dict.keys()]).map((name) => [name, dict.getlist(name)] as const);
}

/**
 * Each name where it comes first and last, which is what decides about the order of the headers. Between them it would
 * replace its values by themselves, in quadratic time where a client sent 2000 headers of one name.
 */
function outer_names(names: readonly string[]): string[] {
  const places = names.map((name, at) => [name.toLowerCase(), at] as const);
  const kept = new Set([...new Map(places).values(), ...new Map(places.toReversed()).values()]);
  return names.filter((_, at) => kept.has(at));
}

function pop_at({ flat }: HeaderList, place: number): [name: string, value: string] {
  const at = 2 * place + (place < 0 ? flat.length : 0);
  if (at < 0 || at >= flat.length) throw new IndexError(`there is no header at place ${place}`);
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
