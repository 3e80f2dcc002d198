import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { named_arguments } from "./call_arguments.ts";
import { ValueError } from "./errors.ts";
import { python_repr } from "./python_text.ts";

const NAMES = ["strong_etags", "weak_etags", "star_tag"];

/** What ETags are made of, by name. */
export interface ETagsOptions {
  readonly strong_etags?: Iterable<string> | null;
  readonly weak_etags?: Iterable<string> | null;
  readonly star_tag?: boolean;
}

/** The entity tags of an If-Match or If-None-Match header. Iteration gives the strong ones. (Werkzeug) */
export class ETags implements Iterable<string> {
  readonly #strong: ReadonlySet<string>;
  readonly #weak: ReadonlySet<string>;
  /** Whether the header is `*`, any tag. */
  readonly star_tag: boolean;

  constructor(
    strong_etags?: Iterable<string> | ETagsOptions | null,
    weak_etags?: Iterable<string> | ETagsOptions | null,
    star_tag?: boolean | ETagsOptions,
  );
  constructor(...args: unknown[]) {
    const given = named_arguments(NAMES, args) as ETagsOptions; // what the overload lets in
    this.star_tag = given.star_tag ?? false;
    this.#strong = new Set(this.star_tag ? [] : given.strong_etags);
    this.#weak = new Set(given.weak_etags);
  }

  /** The number of strong tags. */
  get length(): number {
    return this.#strong.size;
  }

  /** Whether the header named any tag at all. */
  get is_given(): boolean {
    return this.star_tag || this.#strong.size > 0 || this.#weak.size > 0;
  }

  /** Templates ask it; they would count the strong tags alone. */
  __bool__(): boolean {
    return this.is_given;
  }

  as_set(include_weak: boolean | { readonly include_weak?: boolean } = false): Set<string> {
    const all = typeof include_weak === "object" ? include_weak.include_weak : include_weak;
    return new Set(all ? [...this.#strong, ...this.#weak] : this.#strong);
  }

  is_weak(etag: string): boolean {
    return this.#weak.has(etag);
  }

  is_strong(etag: string): boolean {
    return this.#strong.has(etag);
  }

  /** Whether the tag is meant, weak or strong (RFC 9110 section 8.8.3.2, weak comparison). */
  contains_weak(etag: string): boolean {
    return this.is_weak(etag) || this.contains(etag);
  }

  /** Whether the tag is meant as a strong one. */
  contains(etag: string): boolean {
    return this.star_tag || this.is_strong(etag);
  }

  /** As `contains_weak` for `W/"tag"`, as `contains` for `"tag"`. */
  contains_raw(quoted_etag: string): boolean {
    const [etag, weak] = unquote_etag(quoted_etag);
    if (etag === null) return this.star_tag;
    return weak ? this.contains_weak(etag) : this.contains(etag);
  }

  to_header(): string {
    if (this.star_tag) return "*";
    return [
      ...Array.from(this.#strong, (tag) => `"${tag}"`),
      ...Array.from(this.#weak, (tag) => `W/"${tag}"`),
    ].join(", ");
  }

  toString(): string {
    return this.to_header();
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#strong.values();
  }

  [inspect.custom](): string {
    return `<ETags ${python_repr(this.to_header())}>`;
  }
}

// One tag of the list, up to the comma after it: `W/"quoted"`, or, though invalid, without quotes.
const TAG = /[ \t]*([Ww]\/)?(?:"([^"]*)"|([^" \t,]+))[ \t]*(?:,|$)/y;

/** The tags of an If-Match or If-None-Match header; what is none is skipped up to the next comma. (Werkzeug) */
export function parse_etags(value?: string | null): ETags {
  if (!value) return new ETags();
  if (value === "*") return new ETags(null, null, true);
  const strong: string[] = [];
  const weak: string[] = [];
  for (let at = 0; at < value.length; ) {
    TAG.lastIndex = at;
    const match = TAG.exec(value);
    if (match !== null) (match[1] ? weak : strong).push(match[2] ?? match[3]!);
    at = match === null ? after_comma(value, at) : TAG.lastIndex;
  }
  return new ETags(strong, weak);
}

function after_comma(value: string, from: number): number {
  const comma = value.indexOf(",", from);
  return comma === -1 ? value.length : comma + 1;
}

/** A tag as headers write it, `"tag"` or `W/"tag"`. Raises ValueError for a tag with a quote in it. (Werkzeug) */
export function quote_etag(etag: string, weak: boolean | { readonly weak?: boolean } = false): string {
  if (etag.includes('"')) throw new ValueError(`invalid etag: ${etag} holds a quote, which no tag may`);
  const is_weak = typeof weak === "object" ? weak.weak : weak;
  return is_weak ? `W/"${etag}"` : `"${etag}"`;
}

/** The tag without quotes, and whether it is weak; [null, null] when there is none. (Werkzeug) */
export function unquote_etag(
  etag?: string | null,
): readonly [etag: string, weak: boolean] | readonly [null, null] {
  if (!etag) return [null, null];
  const weak = etag.startsWith("W/") || etag.startsWith("w/");
  const tag = weak ? etag.slice(2) : etag;
  return [tag.startsWith('"') && tag.endsWith('"') ? tag.slice(1, -1) : tag, weak];
}

/** A strong tag for a body: its SHA-1 in hex. (Werkzeug) */
export function generate_etag(data: Uint8Array | string): string {
  return createHash("sha1").update(data).digest("hex");
}
