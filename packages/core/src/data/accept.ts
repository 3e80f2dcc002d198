import { inspect } from "node:util";
import { fallback_of } from "./convert.ts";
import { ValueError } from "./errors.ts";
import { python_repr } from "./python_text.ts";

/** A value that a client takes, and how much it wants it: 0 (not at all) to 1. */
export type AcceptItem = readonly [value: string, quality: number];

const ITEMS = Symbol("accepted items");
const NORMALS = Symbol("their normal forms");
// Looked up on every value that is awaited or put into JSON.
const ASKED_BY_THE_LANGUAGE = new Set(["then", "toJSON"]);

/**
 * What a client accepts, the most specific first, then the most wanted. `accept[0]` is an item, `accept["gzip"]` the
 * quality of a value, `"gzip" in accept` whether it is taken. Cannot be changed. Made of items, or of null for a
 * header that was not sent. (Werkzeug)
 */
export class Accept implements Iterable<AcceptItem> {
  readonly [position: number]: AcceptItem | undefined;
  readonly [media_type: `${string}/${string}`]: number;

  /** Whether the header was sent at all. */
  readonly provided: boolean;
  private readonly [ITEMS]: readonly AcceptItem[];
  /** Made once: a header of thousands of items is compared with every value that the app asks for. */
  private readonly [NORMALS]: readonly string[];

  constructor(values?: Accept | Iterable<AcceptItem> | null) {
    this.provided = values instanceof Accept ? values.provided : values !== null;
    this[ITEMS] = values instanceof Accept ? values[ITEMS] : this.#sorted(values ?? []);
    this[NORMALS] = this[ITEMS].map(([value]) => this.normal(value));
    // biome-ignore lint/correctness/noConstructorReturn: looking up by value, `accept["text/html"]`, takes a Proxy
    return new Proxy(this, HANDLER);
  }

  /** How specific a value of the header is: compared item by item, true before false. */
  specificity(value: string): readonly boolean[] {
    return [value !== "*"];
  }

  /** The form in which values are compared. */
  normal(value: string): string {
    return value.toLowerCase();
  }

  /** The first of the items, given in their normal forms, that means what the app asks for; -1 when none does. */
  match(asked: string, items: readonly string[]): number {
    const wanted = this.normal(asked);
    return items.findIndex((item) => item === "*" || item === wanted);
  }

  /** Whether `value` can be asked for at all; `in` and indexing by anything else answer no. */
  is_askable(_value: string): boolean {
    return true;
  }

  get length(): number {
    return this[ITEMS].length;
  }

  /** Templates ask it: any other name is a value, whose quality they would get. */
  __len__(): number {
    return this.length;
  }

  /** The quality of `key`, 0 when it is not accepted. */
  quality(key: string): number {
    return this.best_single_match(key)?.[1] ?? 0;
  }

  contains(key: string): boolean {
    return this.best_single_match(key) !== undefined;
  }

  /** The position of a value or item, -1 when it is not there. */
  find(key: string | AcceptItem): number {
    try {
      return this.index(key);
    } catch (error) {
      if (error instanceof ValueError) return -1;
      throw error;
    }
  }

  /** The position of a value or item. Raises ValueError when it is not there. */
  index(key: string | AcceptItem): number {
    const at =
      typeof key === "string"
        ? this.match(key, this[NORMALS])
        : this[ITEMS].findIndex(([item, quality]) => item === key[0] && quality === key[1]);
    if (at === -1) throw new ValueError(String(key));
    return at;
  }

  *values(): Generator<string> {
    for (const [value] of this[ITEMS]) yield value;
  }

  [Symbol.iterator](): Iterator<AcceptItem> {
    return this[ITEMS].values();
  }

  /** The first item that `match` meets; items are sorted, so it is the most specific one. */
  best_single_match(match: string): AcceptItem | undefined {
    return this[ITEMS][this.match(match, this[NORMALS])];
  }

  /** The one of `matches` that the client wants most, the earlier one where it has no preference. */
  best_match(matches: Iterable<string>, fallback?: null): string | null;
  best_match<Default>(matches: Iterable<string>, options: { readonly default: Default }): string | Default;
  best_match<Default>(matches: Iterable<string>, fallback: Default): string | Default;
  best_match(matches: Iterable<string>, given: unknown = null): unknown {
    let best: { value: string; quality: number; specificity: readonly boolean[] } | undefined;
    for (const value of matches) {
      const found = this.best_single_match(value);
      if (found === undefined || !(found[1] > 0)) continue;
      const candidate = { value, quality: found[1], specificity: this.specificity(found[0]) };
      if (best === undefined || is_better(candidate, best)) best = candidate;
    }
    return best === undefined ? fallback_of(given) : best.value;
  }

  /** The value the client wants most, or null. */
  get best(): string | null {
    return this[ITEMS][0]?.[0] ?? null;
  }

  to_header(): string {
    return this[ITEMS]
      .map(([value, quality]) => (quality === 1 ? value : `${value};q=${quality_text(quality)}`))
      .join(",");
  }

  toString(): string {
    return this.to_header();
  }

  [inspect.custom](): string {
    const pairs = this[ITEMS].map(([value, quality]) => `(${python_repr(value)}, ${quality})`);
    return `${this.constructor.name}([${pairs.join(", ")}])`;
  }

  #sorted(values: Iterable<AcceptItem>): AcceptItem[] {
    const ranked = Array.from(values, (item) => ({ item, specificity: this.specificity(item[0]) }));
    ranked.sort((a, b) => compare(b.specificity, a.specificity) || b.item[1] - a.item[1]);
    return ranked.map(({ item }) => item);
  }
}

interface Ranked {
  readonly quality: number;
  readonly specificity: readonly boolean[];
}

function is_better(candidate: Ranked, best: Ranked): boolean {
  if (candidate.quality !== best.quality) return candidate.quality > best.quality;
  return compare(candidate.specificity, best.specificity) > 0;
}

function compare(left: readonly boolean[], right: readonly boolean[]): number {
  for (let at = 0; at < left.length && at < right.length; at++) {
    if (left[at] !== right[at]) return left[at] ? 1 : -1;
  }
  return left.length - right.length;
}

/** A quality in Python's spelling of floats: "0.5", "0.0", "1e-05". */
function quality_text(quality: number): string {
  if (Number.isInteger(quality)) return quality.toFixed(1);
  if (quality >= 1e-4) return String(quality);
  return quality.toExponential().replace(/-(\d)$/, "-0$1");
}

const HANDLER: ProxyHandler<Accept> = {
  get(target, key) {
    if (typeof key === "symbol" || key in target) return Reflect.get(target, key);
    if (/^\d+$/.test(key)) return target[ITEMS][Number(key)];
    if (ASKED_BY_THE_LANGUAGE.has(key) || !target.is_askable(key)) return undefined;
    return target.quality(key);
  },
  has(target, key) {
    if (typeof key === "symbol" || key in target) return Reflect.has(target, key);
    return target.is_askable(key) && target.contains(key);
  },
  set: refuse,
  deleteProperty: refuse,
  defineProperty: refuse,
};

function refuse(target: Accept): never {
  throw new TypeError(`'${target.constructor.name}' objects are immutable`);
}
