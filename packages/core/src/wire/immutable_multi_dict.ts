import { type MultiDictInit, MultiDictView } from "./multi_dict.ts";

/** The class behind ImmutableMultiDict, to derive from. */
export class ImmutableView<V> extends MultiDictView<V> {
  /** Of names and values in turn, as the parsers give them. */
  static from_flat<V>(
    this: new (
      mapping: MultiDictInit<V>,
    ) => ImmutableView<V>,
    flat: readonly V[],
  ): ImmutableMultiDict<V> {
    const lists = new Map<string, V[]>();
    for (let at = 0; at < flat.length; at += 2) {
      const key = flat[at] as string; // names stand at even places
      const values = lists.get(key);
      if (values === undefined) lists.set(key, [flat[at + 1]!]);
      else values.push(flat[at + 1]!);
    }
    return new this(lists) as ImmutableMultiDict<V>; // the Proxy adds the index signature
  }
}

function immutable(this: object): never {
  throw new TypeError(`${this.constructor.name} objects are immutable; change a copy(), which can be.`);
}

/** The methods that Werkzeug's immutable classes refuse. */
const CHANGES =
  "set add setlist setdefault setlistdefault update pop popitem poplist popitemlist remove clear".split(" ");
for (const name of CHANGES) Object.defineProperty(ImmutableView.prototype, name, { value: immutable });

/** A MultiDict that cannot be changed, as `request.args` and `request.form`; `copy()` gives one that can. */
export type ImmutableMultiDict<V = string> = ImmutableView<V> & { readonly [key: string]: V };

// The Proxy that the constructor returns is what adds the index signature.
export const ImmutableMultiDict = ImmutableView as unknown as {
  new <V = string>(mapping?: MultiDictInit<V> | null): ImmutableMultiDict<V>;
  from_flat<V = string>(flat: readonly (string | V)[]): ImmutableMultiDict<V>;
};
