import { inspect } from "node:util";
import { IndexError, KeyError } from "./errors.ts";
import { parse_list_header, quote_header_value } from "./header_value.ts";
import { type OnUpdate, on_update_of, type UpdateArgument } from "./on_update.ts";
import { python_repr } from "./python_text.ts";

/**
 * The items of a header such as Vary or Allow: an ordered set that ignores case and keeps the first spelling.
 * `on_update` is called after each change, which is how `response.vary.add("Cookie")` reaches the header. (Werkzeug)
 */
export class HeaderSet {
  readonly #items: string[];
  readonly #known: Set<string>;
  on_update: OnUpdate<HeaderSet> | null;

  constructor(headers?: Iterable<string> | null, on_update?: UpdateArgument<HeaderSet>) {
    this.#items = headers ? [...headers] : [];
    this.#known = new Set();
    for (const item of this.#items) this.#known.add(item.toLowerCase());
    this.on_update = on_update_of(on_update);
  }

  get size(): number {
    return this.#known.size;
  }

  get length(): number {
    return this.#known.size;
  }

  add(header: string): void {
    const key = header.toLowerCase();
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#items.push(header);
    this.#changed();
  }

  /** Raises KeyError when the set does not have it. */
  remove(header: string): void {
    if (!this.discard(header)) throw new KeyError(header);
  }

  /** Removes the item if it is there, and says whether it was. */
  discard(header: string): boolean {
    if (!this.#known.delete(header.toLowerCase())) return false;
    this.#items.splice(this.find(header), 1);
    this.#changed();
    return true;
  }

  update(headers: Iterable<string>): void {
    const before = this.#known.size;
    for (const header of headers) {
      const key = header.toLowerCase();
      if (this.#known.has(key)) continue;
      this.#known.add(key);
      this.#items.push(header);
    }
    if (this.#known.size > before) this.#changed();
  }

  /** The item's position, -1 when it is not there. */
  find(header: string): number {
    const key = header.toLowerCase();
    return this.#items.findIndex((item) => item.toLowerCase() === key);
  }

  /** The item's position. Raises IndexError when it is not there. */
  index(header: string): number {
    const at = this.find(header);
    if (at === -1) throw new IndexError(`"${header}" is not in this set; find() gives -1 instead`);
    return at;
  }

  clear(): void {
    this.#known.clear();
    this.#items.length = 0;
    this.#changed();
  }

  has(header: string): boolean {
    return this.#known.has(header.toLowerCase());
  }

  /** The item at a position, counted from the end when negative. */
  at(position: number): string | undefined {
    return this.#items.at(position);
  }

  /** Replaces the item at a position. Raises IndexError when there is none. */
  set_at(position: number, header: string): void {
    const at = this.#place(position);
    this.#known.delete(this.#items[at]!.toLowerCase());
    this.#items[at] = header;
    this.#known.add(header.toLowerCase());
    this.#changed();
  }

  /** Removes the item at a position. Raises IndexError when there is none. */
  delete_at(position: number): void {
    const [item] = this.#items.splice(this.#place(position), 1);
    this.#known.delete(item!.toLowerCase());
    this.#changed();
  }

  /** The items as a plain Set: lower-cased, or as they were written. */
  as_set(preserve_casing: boolean | { readonly preserve_casing?: boolean } = false): Set<string> {
    const preserve = typeof preserve_casing === "object" ? preserve_casing.preserve_casing : preserve_casing;
    return new Set(preserve ? this.#items : this.#known);
  }

  to_header(): string {
    // Vary mostly has one item.
    if (this.#items.length === 1) return quote_header_value(this.#items[0]!);
    return this.#items.map((item) => quote_header_value(item)).join(", ");
  }

  toString(): string {
    return this.to_header();
  }

  toJSON(): string[] {
    return [...this.#items];
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#items.values();
  }

  [inspect.custom](): string {
    return `HeaderSet([${this.#items.map(python_repr).join(", ")}])`;
  }

  #place(position: number): number {
    const at = position < 0 ? position + this.#items.length : position;
    if (at in this.#items) return at;
    throw new IndexError(`there is no item ${position}: the set has ${this.#items.length}`);
  }

  #changed(): void {
    this.on_update?.(this);
  }
}

/** The set in a header: `token, "quoted value"` has two items. Null or "" has none. (Werkzeug) */
export function parse_set_header(value?: string | null, on_update?: UpdateArgument<HeaderSet>): HeaderSet {
  return new HeaderSet(value ? parse_list_header(value) : null, on_update);
}
