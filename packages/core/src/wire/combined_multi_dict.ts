import {
  type GetOptions,
  get_arguments,
  type NamedDefault,
  type TypeArgument,
  type_argument,
} from "../data/convert.ts";
import { ImmutableView } from "./immutable_multi_dict.ts";
import type { MultiDictView } from "./multi_dict.ts";

const DICTS = Symbol("dicts");

class CombinedView<V> extends ImmutableView<V> {
  static override readonly name: string = "CombinedMultiDict";

  override get [Symbol.toStringTag](): string {
    return "CombinedMultiDict";
  }

  readonly [DICTS]: readonly MultiDictView<V>[];

  constructor(dicts?: Iterable<MultiDictView<V>> | null) {
    super();
    this[DICTS] = Array.from(dicts ?? []);
  }

  override has(key: string): boolean {
    return this[DICTS].some((dict) => dict.has(key));
  }

  override get(key: string): V | undefined;
  override get<T, D = undefined>(key: string, options: GetOptions<V, T, D>): T | D;
  override get<D>(key: string, options: NamedDefault<D>): V | D;
  override get<D>(key: string, fallback: D): V | D;
  override get<T, D = undefined>(key: string, fallback: D, type: TypeArgument<V, T>): T | D;
  override get<D>(key: string, fallback: D, type: null): V | D;
  override get(key: string, given?: unknown, given_type?: TypeArgument<V, unknown> | null): unknown {
    const [fallback, type] = get_arguments<V>(given, given_type);
    for (const dict of this[DICTS]) {
      const found = type === undefined ? dict.get(key) : dict.get(key, undefined, type);
      if (found !== undefined) return found;
    }
    return fallback;
  }

  override getlist(key: string, type?: null): V[];
  override getlist<T>(key: string, type: TypeArgument<V, T>): T[];
  override getlist(key: string, given?: TypeArgument<V, unknown> | null): unknown[] {
    const type = type_argument(given);
    return this[DICTS].flatMap((dict): unknown[] =>
      type === undefined ? dict.getlist(key) : dict.getlist(key, type),
    );
  }

  override keys(): IterableIterator<string> {
    return new Set(this[DICTS].flatMap((dict) => Array.from(dict.keys()))).values();
  }

  override *lists(): Generator<[key: string, values: V[]]> {
    for (const key of this.keys()) yield [key, this.getlist(key)];
  }

  /** With `true` or `{ multi: true }` every pair in the order of the dicts; else each key with its first value. */
  override *items(multi: boolean | { readonly multi?: boolean } = false): Generator<[key: string, value: V]> {
    const all = typeof multi === "object" ? multi.multi : multi;
    if (!all) yield* super.items();
    else for (const dict of this[DICTS]) yield* dict.items(true);
  }

  override toString(): string {
    return `CombinedMultiDict([${this[DICTS].map(String).join(", ")}])`;
  }
}

/** Several MultiDicts read as one, the first that has a key winning (`request.values`). */
export type CombinedMultiDict<V = string> = CombinedView<V> & { readonly [key: string]: V };

// The Proxy that the constructor returns is what adds the index signature.
export const CombinedMultiDict = CombinedView as unknown as {
  new <V = string>(dicts?: Iterable<MultiDictView<V>> | null): CombinedMultiDict<V>;
};
