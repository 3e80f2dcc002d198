/** What is used of a dict whose keys have several values (MultiDict). */
export interface MultiDictLike {
  keys(): Iterable<string>;
  getlist(name: string): unknown[];
  lists(): Iterable<unknown>;
  items(multi: boolean): ItemPairs;
}

export type ItemPairs = Iterable<readonly [name: string, value: unknown]>;

/** Values by name: a MultiDict, pairs, a Map or an object. */
export type NamedItems = MultiDictLike | ItemPairs | { readonly [name: string]: unknown };

export function is_multi_dict(values: object): values is MultiDictLike {
  return typeof Reflect.get(values, "lists") === "function";
}

/** The names and values in `values`; a name of a MultiDict comes once with each of its values. */
export function item_pairs(values: NamedItems): ItemPairs {
  if (is_multi_dict(values)) return values.items(true);
  return Symbol.iterator in values
    ? (values as ItemPairs) // whatever else iterates, iterates over pairs here
    : Object.entries(values);
}
