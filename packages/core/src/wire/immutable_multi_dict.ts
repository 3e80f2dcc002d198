import { type MultiDictInit, MultiDictView } from "./multi_dict.ts";

/** The class behind ImmutableMultiDict, to derive from. */
export class ImmutableView<V> extends MultiDictView<V> {
  static override readonly name: string = "ImmutableMultiDict";

  override get [Symbol.toStringTag](): string {
    return "ImmutableMultiDict";
  }
}

function immutable(this: { readonly [Symbol.toStringTag]: string }): never {
  throw new TypeError(`'${this[Symbol.toStringTag]}' objects are immutable`);
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
