import { is_dict } from "../json/is_dict.ts";
import { is_tuple, Tuple } from "../python/tuple.ts";
import { JSONTag } from "./json_tag.ts";

type Dict = Record<string, unknown>;

/** A dict of one item whose key is a tag itself: the key is written with `__` behind it. */
export class TagDict extends JSONTag {
  override readonly key = " di";

  check(value: unknown): value is Dict {
    if (!is_plain_dict(value)) return false;
    const keys = Object.keys(value);
    return keys.length === 1 && this.serializer.tags.has(keys[0] as string); // one key, just counted
  }

  to_json(value: Dict): Dict {
    const [key = ""] = Object.keys(value);
    return own_property(`${key}__`, this.serializer.tag(value[key]));
  }

  to_python(value: unknown): Dict {
    if (typeof value !== "object" || value === null) throw new TypeError('the tag " di" holds no dict');
    const [key] = Object.keys(value);
    if (key === undefined) throw new TypeError('the tag " di" holds an empty dict');
    return own_property(key.slice(0, -2), (value as Dict)[key]);
  }
}

/** Any other dict: its values are tagged. */
export class PassDict extends JSONTag {
  check(value: unknown): value is Dict {
    return is_plain_dict(value);
  }

  to_json(value: Dict): Dict {
    let copy: Dict | undefined;
    for (const key of Object.keys(value)) {
      const item = value[key];
      const tagged = this.serializer.tag(item);
      if (tagged === item) continue;
      // Most dicts hold nothing to tag and are written as they are.
      copy ??= copy_dict(value);
      copy[key] = tagged;
    }
    return copy ?? value;
  }

  override tag(value: Dict): Dict {
    return this.to_json(value);
  }

  to_python(value: unknown): unknown {
    return value;
  }
}

export class TagTuple extends JSONTag {
  override readonly key = " t";

  check(value: unknown): value is readonly unknown[] {
    return is_tuple(value);
  }

  to_json(value: readonly unknown[]): unknown[] {
    return Array.from(value, (item) => this.serializer.tag(item));
  }

  to_python(value: unknown): Tuple {
    if (!Array.isArray(value)) throw new TypeError('the tag " t" holds no list');
    return Tuple.from(value) as Tuple; // `from` is typed as Array's, and makes a Tuple
  }
}

/** Any other list: its items are tagged. */
export class PassList extends JSONTag {
  check(value: unknown): value is readonly unknown[] {
    return Array.isArray(value);
  }

  to_json(value: readonly unknown[]): readonly unknown[] {
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const tagged = this.serializer.tag(value[index]);
      if (tagged === value[index]) continue;
      copy ??= [...value];
      copy[index] = tagged;
    }
    return copy ?? value;
  }

  override tag(value: readonly unknown[]): readonly unknown[] {
    return this.to_json(value);
  }

  to_python(value: unknown): unknown {
    return value;
  }
}

function is_plain_dict(value: unknown): value is Dict {
  return typeof value === "object" && value !== null && !Array.isArray(value) && is_dict(value);
}

/** An object without prototype, where `__proto__` is a key like any other. */
function copy_dict(dict: Dict): Dict {
  const copy: Dict = Object.create(null);
  for (const key of Object.keys(dict)) copy[key] = dict[key];
  return copy;
}

function own_property(key: string, value: unknown): Dict {
  return Object.defineProperty({}, key, { value, writable: true, enumerable: true, configurable: true });
}
