import { type Dict, dict_entries, dict_keys, dict_size } from "./dict.ts";
import { PYTHON_TYPE } from "./marker.ts";
import { tuple_of } from "./tuple.ts";

export type ViewKind = "keys" | "values" | "items";

/** What `d.keys()`, `d.values()` and `d.items()` give: it follows the dict and has a length. */
export class DictView {
  readonly kind: ViewKind;
  readonly dict: Dict;
  constructor(kind: ViewKind, dict: Dict) {
    this.kind = kind;
    this.dict = dict;
  }
  get [PYTHON_TYPE](): string {
    return `dict_${this.kind}`;
  }
  get size(): number {
    return dict_size(this.dict);
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.list()[Symbol.iterator]();
  }
  list(): unknown[] {
    if (this.kind === "keys") return dict_keys(this.dict);
    if (this.kind === "values") return dict_entries(this.dict).map(([, value]) => value);
    return dict_entries(this.dict).map(tuple_of);
  }
}
