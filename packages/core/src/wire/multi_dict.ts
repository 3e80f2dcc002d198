import {
  convert,
  convert_all,
  fallback_of,
  type GetOptions,
  get_arguments,
  type NamedDefault,
  type TypeArgument,
  type_argument,
} from "../data/convert.ts";
import { is_several, item_handler, type Several } from "../data/indexed.ts";
import { python_repr, value_repr } from "../data/python_text.ts";
import { BadRequestKeyError } from "./errors.ts";
import { parse_with, type SchemaOutput, type StandardSchema } from "./validation.ts";

const LISTS: unique symbol = Symbol("lists");
/** The method that indexing calls for a key that is not there. */
export const MISSING: unique symbol = Symbol("missing");

/** Several values stand for one key in a form, a query string or a cookie header. */
type Lists<V> = Map<string, V[]>;

/** What a MultiDict can be made of: pairs, an object or Map (a list or set as value gives several), another MultiDict. */
export type MultiDictInit<V> =
  | MultiDictView<V>
  | Iterable<readonly [key: string, value: V]>
  | ReadonlyMap<string, V | Several<V>>
  | { readonly [key: string]: V | Several<V> };

/** The class behind MultiDict, to derive from: a class with an index signature cannot have methods of its own. */
export class MultiDictView<V> implements Iterable<string> {
  static readonly name: string = "MultiDict";
  readonly [LISTS]: Lists<V>;

  /** Templates count its keys, whatever a client named them. */
  get [Symbol.for("miniflask.python_type")](): string {
    return "dict";
  }

  constructor(mapping?: MultiDictInit<V> | null) {
    this[LISTS] = lists_of(mapping);
    // biome-ignore lint/correctness/noConstructorReturn: indexing by key, `form["name"]`, takes a Proxy
    return new Proxy(this, HANDLER as ProxyHandler<this>); // the handler reads any value type
  }

  /** Of names and values in turn, as the parsers give them. */
  static from_flat<V>(this: new () => MultiDictView<V>, flat: readonly (string | V)[]): MultiDictView<V> {
    const made = new this();
    for (let at = 0; at < flat.length; at += 2) {
      append(made[LISTS], flat[at] as string, flat[at + 1] as V); // names stand at even places, values at odd ones
    }
    return made;
  }

  /** One without keys that cannot get any: it needs no Proxy, as any key is undefined on it. */
  static nothing<T>(this: { readonly prototype: T }): T {
    return Object.freeze(Object.assign(Object.create(this.prototype as object), { [LISTS]: new Map() }));
  }

  get [Symbol.toStringTag](): string {
    return "MultiDict";
  }

  /** The number of keys. */
  get size(): number {
    return Array.from(this.keys()).length;
  }

  get length(): number {
    return this.size;
  }

  has(key: string): boolean {
    return this[LISTS].has(key);
  }

  /** The first value of `key`; `fallback` where it is absent, or `type` throws or gives NaN: `get("page", 1, int)`. */
  get(key: string): V | undefined;
  get<T, D = undefined>(key: string, options: GetOptions<V, T, D>): T | D;
  get<D>(key: string, options: NamedDefault<D>): V | D;
  get<D>(key: string, fallback: D): V | D;
  get<T, D = undefined>(key: string, fallback: D, type: TypeArgument<V, T>): T | D;
  get<D>(key: string, fallback: D, type: null): V | D;
  get(key: string, given?: unknown, given_type?: TypeArgument<V, unknown> | null): unknown {
    const [fallback, type] = get_arguments<V>(given, given_type);
    const value = this[LISTS].get(key)?.[0];
    if (value === undefined) return fallback;
    return type === undefined ? value : (convert(value, type) ?? fallback);
  }

  /** Every value of `key`; those that `type` cannot convert are left out. */
  getlist(key: string, type?: null): V[];
  getlist<T>(key: string, type: TypeArgument<V, T>): T[];
  getlist(key: string, given?: TypeArgument<V, unknown> | null): unknown[] {
    const type = type_argument(given);
    const values = this[LISTS].get(key) ?? [];
    return type === undefined ? values.slice() : convert_all(values, type);
  }

  /** What indexing gives for a key that is not there. */
  [MISSING](key: string): unknown {
    throw new BadRequestKeyError(key);
  }

  keys(): IterableIterator<string> {
    return this[LISTS].keys();
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.keys();
  }

  /** `[key, first value]` pairs; with `true` or `{ multi: true }` a pair for every value. */
  *items(multi: boolean | { readonly multi?: boolean } = false): Generator<[key: string, value: V]> {
    const all = typeof multi === "object" ? multi.multi : multi;
    for (const [key, values] of this.lists()) {
      for (const value of all ? values : values.slice(0, 1)) yield [key, value];
    }
  }

  *lists(): Generator<[key: string, values: V[]]> {
    for (const [key, values] of this[LISTS]) yield [key, values.slice()];
  }

  *values(): Generator<V> {
    for (const [, value] of this.items()) yield value;
  }

  *listvalues(): Generator<V[]> {
    for (const [, values] of this.lists()) yield values;
  }

  /** A plain object, without a prototype as clients name the keys: first values, or with `false` or `{ flat: false }` lists. */
  to_dict(flat: false | { readonly flat: false }): Record<string, V[]>;
  to_dict(flat?: true | { readonly flat?: true }): Record<string, V>;
  to_dict(flat: boolean | { readonly flat?: boolean } = true): Record<string, unknown> {
    const first = typeof flat === "object" ? (flat.flat ?? true) : flat;
    const dict: Record<string, unknown> = Object.create(null);
    for (const [key, value] of first ? this.items() : this.lists()) dict[key] = value;
    return dict;
  }

  /**
   * The values checked and typed by a Standard Schema (zod and others): a key with one value comes as that value,
   * one with several as a list. Raises a 400 whose `errors` name the fields.
   */
  parse<S extends StandardSchema>(schema: S): SchemaOutput<S> {
    const input: Record<string, unknown> = Object.create(null);
    for (const [key, values] of this.lists()) input[key] = values.length === 1 ? values[0] : values;
    return parse_with(schema, input);
  }

  /** A copy that can be changed. */
  copy(): MultiDict<V> {
    return new MultiDict<V>(this);
  }

  deepcopy(): MultiDict<V> {
    return new MultiDict<V>(structuredClone(new Map(this.lists())));
  }

  /** Sets one value in place of all. */
  set(key: string, value: V): void {
    this[LISTS].set(key, [value]);
  }

  /** Adds a value beside those that are there. */
  add(key: string, value: V): void {
    append(this[LISTS], key, value);
  }

  setlist(key: string, values: Iterable<V>): void {
    this[LISTS].set(key, Array.from(values));
  }

  setdefault(key: string, given: V | NamedDefault<V>): V {
    const values = this[LISTS].get(key);
    if (values !== undefined && values.length > 0) return values[0]!;
    this.set(key, fallback_of(given) as V); // what the argument's type lets in
    return this[LISTS].get(key)![0]!;
  }

  /** The list itself, so that pushing to it adds values. */
  setlistdefault(key: string, values: Iterable<V> | { readonly default_list: Iterable<V> } = []): V[] {
    const is_named = typeof values === "object" && "default_list" in values;
    if (!this[LISTS].has(key)) this.setlist(key, is_named ? values.default_list : values);
    return this[LISTS].get(key)!;
  }

  /** Adds every value of `mapping`, beside those that are there. */
  update(mapping: MultiDictInit<V>): void {
    for (const [key, values] of lists_of(mapping)) for (const value of values) this.add(key, value);
  }

  /** Removes `key` and returns its first value. */
  pop(key: string): V;
  pop<D>(key: string, options: NamedDefault<D>): V | D;
  pop<D>(key: string, fallback: D): V | D;
  pop(key: string, ...fallback: unknown[]): unknown {
    const values = this[LISTS].get(key);
    this[LISTS].delete(key);
    if (values !== undefined && values.length > 0) return values[0];
    if (fallback.length === 0) throw new BadRequestKeyError(key);
    return fallback_of(fallback[0]);
  }

  /** Removes the key that came last and returns it with its first value. */
  popitem(): [key: string, value: V] {
    const [key, values] = this.popitemlist();
    if (values.length === 0) throw new BadRequestKeyError(key);
    return [key, values[0]!];
  }

  poplist(key: string): V[] {
    const values = this[LISTS].get(key) ?? [];
    this[LISTS].delete(key);
    return values;
  }

  popitemlist(): [key: string, values: V[]] {
    const last = Array.from(this[LISTS]).at(-1);
    if (last === undefined) throw new BadRequestKeyError();
    this[LISTS].delete(last[0]);
    return last;
  }

  remove(key: string): void {
    this[LISTS].delete(key);
  }

  clear(): void {
    this[LISTS].clear();
  }

  toString(): string {
    const pairs = Array.from(
      this.items({ multi: true }),
      ([key, value]) => `(${python_repr(key)}, ${value_repr(value)})`,
    );
    return `${this[Symbol.toStringTag]}([${pairs.join(", ")}])`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

const HANDLER = item_handler<MultiDictView<unknown>>({
  has: (target, key) => target.has(key),
  get: (target, key) => target.get(key),
  set: (target, key, value) => target.set(key, value),
  remove: (target, key) => target.remove(key),
  keys: (target) => target.keys(),
  missing: (container, key) => container[MISSING](key),
});

function lists_of<V>(mapping: MultiDictInit<V> | null | undefined): Lists<V> {
  const lists: Lists<V> = new Map();
  if (mapping === null || mapping === undefined) return lists;
  if (mapping instanceof MultiDictView) return new Map(mapping.lists());
  if (mapping instanceof Map || !(Symbol.iterator in mapping)) return lists_of_mapping(mapping);
  for (const [key, value] of mapping as Iterable<readonly [string, V]>) {
    // what is left iterates over pairs
    append(lists, key, value);
  }
  return lists;
}

function append<V>(lists: Lists<V>, key: string, value: V): void {
  const values = lists.get(key);
  if (values === undefined) lists.set(key, [value]);
  else values.push(value);
}

function lists_of_mapping<V>(
  mapping: ReadonlyMap<string, V | Several<V>> | { readonly [key: string]: V | Several<V> },
): Lists<V> {
  const lists: Lists<V> = new Map();
  for (const [key, value] of mapping instanceof Map ? mapping : Object.entries(mapping)) {
    const values = (is_several(value) ? Array.from(value) : [value]) as V[]; // a list gives several values
    if (values.length > 0) lists.set(key, values);
  }
  return lists;
}

/**
 * A dict whose keys have several values (Werkzeug): `form["name"]` is the first, `getlist("name")` all of them.
 * Indexing by a key that is not there raises BadRequestKeyError, a 400.
 */
export type MultiDict<V = string> = MultiDictView<V> & { [key: string]: V };

// The Proxy that the constructor returns is what adds the index signature.
export const MultiDict = MultiDictView as unknown as {
  new <V = string>(mapping?: MultiDictInit<V> | null): MultiDict<V>;
};
