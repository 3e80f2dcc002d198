import { JsonWriter } from "../json/dumps.ts";
import { is_dict } from "../json/is_dict.ts";
import { loads } from "../json/loads.ts";
import { MAX_DEPTH, Refusal, TOO_DEEP } from "../json/refusal.ts";
import { SafeText } from "../python/safe_text.ts";
import { PassDict, PassList, TagDict, TagTuple } from "./container_tags.ts";
import { json_default } from "./json_default.ts";
import type { JSONTag, Tagger } from "./json_tag.ts";
import { make_markup_tag, TagBytes, TagDateTime, TagUUID } from "./value_tags.ts";

export type JSONTagClass = new (serializer: Tagger) => JSONTag;

export interface TaggedJSONOptions {
  /** Makes a template engine's safe text of stored HTML; a SafeText unless told. */
  readonly markup?: (text: string) => unknown;
  /** For values that have neither tag nor JSON form; Flask's own rules unless told. */
  readonly default?: (value: unknown) => unknown;
}

/**
 * JSON that keeps tuples, bytes, UUIDs, dates and HTML-safe text apart (flask.json.tag.TaggedJSONSerializer), in
 * the bytes that Flask writes inside an app: keys sorted by code point, ASCII only, no spaces.
 */
export class TaggedJSONSerializer implements Tagger {
  readonly tags = new Map<string, JSONTag>();
  readonly order: JSONTag[] = [];
  readonly #writer: JsonWriter;
  #only_default_tags = true;
  // Tags call each other through `tag`, so the depth of a walk cannot travel as an argument.
  #depth = 0;

  constructor(options: TaggedJSONOptions = {}) {
    const { markup = (text: string) => new SafeText(text) } = options;
    this.#writer = new JsonWriter({
      sort_keys: true,
      separators: [",", ":"],
      default: options.default ?? json_default,
    });
    const defaults = [
      TagDict,
      PassDict,
      TagTuple,
      PassList,
      TagBytes,
      make_markup_tag(markup),
      TagUUID,
      TagDateTime,
    ];
    for (const tag_class of defaults) this.#add(new tag_class(this), this.order.length);
  }

  /** Adds a kind of value, at `index` of the order in which kinds are tried. Raises for a key in use without `force`. */
  register(
    tag_class: JSONTagClass,
    { force = false, index }: { force?: boolean; index?: number | null } = {},
  ): void {
    const tag = new tag_class(this);
    if (!force && this.tags.has(tag.key)) {
      throw new Error(
        `the tag ${JSON.stringify(tag.key)} is registered already: { force: true } replaces it`,
      );
    }
    this.#only_default_tags = false;
    this.#add(tag, index ?? this.order.length);
  }

  /** The value with everything tagged that JSON lacks; the same object where nothing is. */
  tag(value: unknown): unknown {
    if (this.#only_default_tags && (typeof value !== "object" || value === null)) return value;
    if (++this.#depth > MAX_DEPTH) throw new Refusal(TOO_DEEP, value);
    const tagged = this.#tag_by_first(value);
    this.#depth--;
    return tagged;
  }

  /** The value of a tagged dict; any other dict as it is, also one whose tag is unknown here. */
  untag(value: Record<string, unknown>): unknown {
    const keys = Object.keys(value);
    const tag = keys.length === 1 ? this.tags.get(keys[0] as string) : undefined; // one key, just counted
    return tag === undefined ? value : tag.to_python(value[keys[0] as string]);
  }

  /** Raises SerialisationError, which names the path of what cannot be stored. */
  dumps(value: unknown): string {
    this.#depth = 0;
    try {
      return this.#writer.dumps(this.tag(value));
    } catch (error) {
      if (error instanceof Refusal) throw error.located_in(value);
      throw error;
    }
  }

  loads(text: string): unknown {
    const value = loads(text);
    return this.#may_hold_tags(text) ? this.#untag_all(value) : value;
  }

  #add(tag: JSONTag, index: number): void {
    if (tag.key !== "") this.tags.set(tag.key, tag);
    this.order.splice(index, 0, tag);
  }

  #tag_by_first(value: unknown): unknown {
    for (const tag of this.order) {
      if (tag.check(value)) return tag.tag(value);
    }
    if (value instanceof Map) throw new Refusal("a Map would come back as a plain object: store one", value);
    return value;
  }

  /** Flask's own tags start with a space, which is rare behind a quote: most texts need no second walk. */
  #may_hold_tags(text: string): boolean {
    return !this.#only_default_tags || text.includes('" ') || text.includes("\\u");
  }

  #untag_all(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) value[index] = this.#untag_all(value[index]);
      return value;
    }
    // The only other object that `loads` makes is a Float.
    if (!is_dict(value)) return value;
    for (const key of Object.keys(value)) {
      const item = value[key];
      const untagged = this.#untag_all(item);
      // Assigning to a key `__proto__` would change the prototype.
      if (untagged !== item) Object.defineProperty(value, key, { value: untagged });
    }
    return this.untag(value);
  }
}
