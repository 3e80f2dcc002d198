import { KeyError } from "../errors.ts";
import {
  type Dict,
  dict_copy,
  dict_delete,
  dict_get,
  dict_has,
  dict_keys,
  dict_set,
  entries_of_dict,
} from "../values/dict.ts";
import { iterate, list_of } from "../values/protocols.ts";
import type { Kwargs } from "../values/signature.ts";
import { repr } from "../values/text_of_value.ts";
import { tuple_of } from "../values/tuple.ts";
import { DictView } from "../values/views.ts";
import { method_table } from "./method_table.ts";

type Maybe = unknown;

function get(dict: Dict, key: unknown, fallback: unknown = null): unknown {
  const value = dict_get(dict, key);
  return value !== undefined || dict_has(dict, key) ? (value ?? null) : fallback;
}

function pop(dict: Dict, key: unknown, ...fallback: unknown[]): unknown {
  if (!dict_has(dict, key)) {
    if (fallback.length === 0) throw new KeyError(repr(key));
    return fallback[0];
  }
  const value = dict_get(dict, key);
  dict_delete(dict, key);
  return value;
}

function pop_item(dict: Dict): unknown {
  const last = dict_keys(dict).at(-1);
  if (last === undefined) throw new KeyError("'popitem(): dictionary is empty'");
  return tuple_of([last, pop(dict, last)]);
}

function set_default(dict: Dict, key: unknown, value: unknown = null): unknown {
  if (!dict_has(dict, key)) dict_set(dict, key, value);
  return dict_get(dict, key);
}

/** `update(dict_or_pairs, **kwargs)`. */
function update(dict: Dict, ...given: unknown[]): null {
  const kwargs = given.at(-1) as Kwargs; // the signature puts the keyword arguments last, always
  for (const source of given.slice(0, -1)) merge(dict, source);
  merge(dict, kwargs);
  return null;
}

/** Copies the entries of a dict, or of an iterable of pairs, into `dict`. */
export function merge(dict: Dict, source: unknown): void {
  const pairs = entries_of_dict(source) ?? Array.from(iterate(source), list_of);
  for (const [key, value] of pairs) dict_set(dict, key, value);
}

function clear(dict: Dict): null {
  for (const key of dict_keys(dict)) dict_delete(dict, key);
  return null;
}

export const DICT_METHODS = method_table<Dict>({
  clear: ["!", clear],
  copy: ["", (dict) => dict_copy(dict)],
  fromkeys: [
    "iterable value? /",
    (_dict, keys: Maybe, value: Maybe = null) => new Map(list_of(keys).map((key) => [key, value])),
  ],
  get: ["key default? /", get],
  items: ["", (dict) => new DictView("items", dict)],
  keys: ["", (dict) => new DictView("keys", dict)],
  pop: ["!key default? /", pop],
  popitem: ["!", pop_item],
  setdefault: ["!key default? /", set_default],
  update: ["!* **", update],
  values: ["", (dict) => new DictView("values", dict)],
});
