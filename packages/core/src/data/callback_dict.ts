import { inspect } from "node:util";
import { type HeaderPairs, pairs_of } from "./dict_header.ts";
import { KeyError } from "./errors.ts";
import { type OnUpdate, on_update_of, type UpdateArgument } from "./on_update.ts";
import { value_repr } from "./python_text.ts";

/** What a dict can be filled from: pairs, a Map, another dict, or an object. */
export type DictValues<Value> =
  | Iterable<readonly [string, Value]>
  | { entries(): Iterable<readonly [string, Value]> }
  | Readonly<Record<string, Value>>;

/** A dict that calls `on_update` with itself after each change. (Werkzeug) */
export class CallbackDict<Value> implements Iterable<string> {
  readonly #items = new Map<string, Value>();
  on_update: OnUpdate<CallbackDict<Value>> | null;

  constructor(initial?: DictValues<Value> | null, on_update?: UpdateArgument<CallbackDict<Value>>) {
    for (const [key, value] of dict_pairs(initial ?? [])) this.#items.set(key, value);
    this.on_update = on_update_of(on_update);
  }

  /** Templates take it for a dict. */
  get [Symbol.for("miniflask.python_type")](): string {
    return "dict";
  }

  get size(): number {
    return this.#items.size;
  }

  get length(): number {
    return this.#items.size;
  }

  has(key: string): boolean {
    return this.#items.has(key);
  }

  get(key: string): Value | undefined;
  get<Default>(key: string, fallback: Default): Value | Default;
  get(key: string, fallback?: unknown): unknown {
    return this.#items.has(key) ? this.#items.get(key) : fallback;
  }

  set(key: string, value: Value): void {
    this.#items.set(key, value);
    this.changed();
  }

  /** Removes the key if it is there, and says whether it was. */
  delete(key: string): boolean {
    if (!this.#items.delete(key)) return false;
    this.changed();
    return true;
  }

  /** Removes the key and returns its value, or `fallback`; raises KeyError when there is neither. */
  pop(key: string, ...fallback: unknown[]): unknown {
    const value = this.#items.get(key);
    if (this.delete(key)) return value;
    if (fallback.length === 0) throw new KeyError(key);
    return fallback[0];
  }

  /** Removes the last pair and returns it. Raises KeyError when there is none. */
  popitem(): [string, Value] {
    const last = [...this.#items].at(-1);
    if (last === undefined) throw new KeyError("popitem");
    this.delete(last[0]);
    return last;
  }

  setdefault(key: string, value: Value): Value {
    if (!this.#items.has(key)) this.set(key, value);
    return this.#items.get(key) as Value; // it was set when it was not there
  }

  /** Sets every pair of `values`, and those by name. */
  update(values: DictValues<Value> = [], named: Readonly<Record<string, Value>> = {}): void {
    for (const [key, value] of dict_pairs(values)) this.#items.set(key, value);
    for (const [key, value] of Object.entries(named)) this.#items.set(key, value);
    this.changed();
  }

  clear(): void {
    this.#items.clear();
    this.changed();
  }

  keys(): IterableIterator<string> {
    return this.#items.keys();
  }

  values(): IterableIterator<Value> {
    return this.#items.values();
  }

  items(): IterableIterator<[string, Value]> {
    return this.#items.entries();
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#items.entries();
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#items.keys();
  }

  toJSON(): Record<string, Value> {
    return Object.fromEntries(this.#items);
  }

  [inspect.custom](): string {
    return `<${this.constructor.name} ${inspect(this.toJSON())}>`;
  }

  protected changed(): void {
    this.on_update?.(this);
  }
}

/** Items as Python's repr of a header's dict shows them: `max-age='5' no-store=None`. */
export function directives_repr(name: string, items: Iterable<readonly [string, string | null]>): string {
  const texts = Array.from(items, ([key, value]) => `${key}=${value_repr(value)}`);
  return `<${name} ${texts.sort().join(" ")}>`;
}

function dict_pairs<Value>(values: DictValues<Value>): Iterable<readonly [string, Value]> {
  if (values instanceof CallbackDict) return values.entries();
  if (Symbol.iterator in values) return values;
  return pairs_of(values as HeaderPairs) as Iterable<readonly [string, Value]>; // the values are what went in
}
