import { readFileSync } from "node:fs";

/** One call that a package's own test made, and what the real package answered. */
export interface RecordedCall {
  readonly test: string;
  readonly call: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly outcome: unknown;
}

/** How values that core does not own are made (`{ multidict: (pairs) => new MultiDict(pairs) }`). */
export interface Makers {
  readonly multidict?: (pairs: [string, unknown][]) => unknown;
  readonly timedelta?: (seconds: number) => unknown;
  readonly uuid?: (text: string) => unknown;
  readonly float?: (text: string) => unknown;
}

/** The cases of `tests/fixtures/recorded/<name>.json`. */
export function read_recorded<Case = RecordedCall>(name: string): Case[] {
  const url = new URL(`../fixtures/recorded/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

/** A recorded argument as the value a TypeScript program would pass: `{"$bytes": "YQ=="}` -> bytes "a". */
export function decode(value: unknown, makers: Makers = {}): unknown {
  if (Array.isArray(value)) return value.map((item) => decode(item, makers));
  if (typeof value !== "object" || value === null) return value;
  const [tag, content]: [string, unknown] = Object.entries(value)[0] ?? ["", undefined];
  const read = tag.startsWith("$") ? DECODERS[tag] : undefined;
  if (read) return read(content as never, makers);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, makers)]));
}

/**
 * A recorded outcome and an actual answer, brought to one form so that `toEqual` compares them: a Python dict, a
 * Map and a plain object are all `{ dict: [[key, value], …] }`, sorted by key; a tuple is an array, a date is its ISO text.
 */
export function canonical(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (value instanceof Date) return { datetime: value.toISOString() };
  if (value instanceof Set) return { set: [...value].map(canonical).sort() };
  if (value instanceof Map) return dict_form([...value].map(canonical) as Pair[]);
  if (has_method(value, "to_dict")) return multi_dict_form(value as never);
  if (has_method(value, "to_wsgi_list")) return { headers: [...(value as Iterable<[string, string]>)] };
  const own = VALUE_CLASSES[value.constructor?.name ?? ""];
  if (own) return own(value as never);
  return dict_form(Object.entries(value).map(canonical) as Pair[]);
}

/** `canonical` of a recorded outcome: tagged values are read, plain JSON stays as it is. */
export function canonical_recorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical_recorded);
  if (typeof value !== "object" || value === null) return value;
  const [tag, content] = Object.entries(value)[0] ?? ["", undefined];
  if (tag === "$dict") return dict_form((content as unknown[]).map(canonical_recorded) as Pair[]);
  if (tag in SAME_SHAPE) return { [SAME_SHAPE[tag]!]: canonical_recorded(content) };
  if (tag === "$etags") return { etags: sorted_tags(String(content)) };
  if (tag === "$raises") return { raises: content };
  if (tag === "$tuple") return canonical_recorded(content);
  if (tag.startsWith("$")) return canonical(decode(value));
  return dict_form(Object.entries(value).map(([key, item]) => [key, canonical_recorded(item)]));
}

type Pair = [key: unknown, value: unknown];

/** Dicts compare without regard to order, as in Python. */
function dict_form(pairs: Pair[]): unknown {
  return { dict: pairs.toSorted(([left], [right]) => (String(left) < String(right) ? -1 : 1)) };
}

type Decoder = (content: never, makers: Makers) => unknown;

const DECODERS: Record<string, Decoder | undefined> = {
  $bytes: (base64: string) => Buffer.from(base64, "base64"),
  $int: (digits: string | number) => BigInt(digits),
  $float: (text: string, makers) => (makers.float ? makers.float(text) : read_float(text)),
  $tuple: (items: unknown[], makers) => decode(items, makers),
  $set: (items: unknown[], makers) => new Set(items.map((item) => decode(item, makers))),
  $dict: (pairs: [string, unknown][], makers) => decode_dict(pairs, makers),
  $multidict: (pairs: [string, unknown][], makers) => {
    const items = pairs.map(([key, item]): [string, unknown] => [key, decode(item, makers)]);
    return makers.multidict ? makers.multidict(items) : items;
  },
  $uuid: (text: string, makers) => (makers.uuid ? makers.uuid(text) : text),
  $datetime: (text: string) => new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`),
  $timedelta: (seconds: number, makers) => (makers.timedelta ? makers.timedelta(seconds) : seconds),
};

const SAME_SHAPE: Record<string, string> = {
  $accept: "accept",
  $range: "range",
  $content_range: "content_range",
  $authorization: "authorization",
  $www_authenticate: "www_authenticate",
  $headerset: "headerset",
  $if_range: "if_range",
  $multidict: "multidict",
  $headers: "headers",
};

const VALUE_CLASSES: Record<string, ((value: never) => unknown) | undefined> = {
  Accept: accept_form,
  MIMEAccept: accept_form,
  LanguageAccept: accept_form,
  CharsetAccept: accept_form,
  ETags: (value: { to_header(): string }) => ({ etags: sorted_tags(value.to_header()) }),
  IfRange: (value: { to_header(): string }) => ({ if_range: value.to_header() }),
  Range: (value: { units: string; ranges: unknown }) => ({ range: [value.units, canonical(value.ranges)] }),
  ContentRange: (value: Record<"units" | "start" | "stop" | "length", unknown>) => ({
    content_range: [value.units, value.start, value.stop, value.length],
  }),
  Timedelta: (value: { total_seconds(): number }) => value.total_seconds(),
  HeaderSet: (value: Iterable<string>) => ({ headerset: [...value] }),
  Authorization: auth_form("authorization"),
  WWWAuthenticate: auth_form("www_authenticate"),
  ContentSecurityPolicy: dict_class_form,
  RequestCacheControl: dict_class_form,
  ResponseCacheControl: dict_class_form,
};

/** `in` would ask for a key: these classes are indexed by what a client sent. */
function has_method(value: object, name: string): boolean {
  return typeof Reflect.get(value, name) === "function";
}

/** Python's sets have no order. */
function sorted_tags(header: string): string[] {
  return header.split(", ").sort();
}

function accept_form(value: Iterable<unknown>): unknown {
  return { accept: [...value].map(canonical) };
}

function multi_dict_form(value: { items(options: { multi: true }): Iterable<unknown> }): unknown {
  return { multidict: [...value.items({ multi: true })].map(canonical) };
}

function dict_class_form(value: { items(): Iterable<unknown> }): unknown {
  return dict_form([...value.items()].map(canonical) as Pair[]);
}

function auth_form(name: string) {
  return (value: { type: string; parameters: unknown; token: unknown }) => ({
    [name]: [value.type, canonical(value.parameters), canonical(value.token)],
  });
}

function decode_dict(pairs: [unknown, unknown][], makers: Makers): object {
  const named = pairs.every(([key]) => typeof key === "string");
  const items = pairs.map(([key, item]): [unknown, unknown] => [decode(key, makers), decode(item, makers)]);
  return named ? Object.fromEntries(items as [string, unknown][]) : new Map(items);
}

function read_float(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "-inf") return Number.NEGATIVE_INFINITY;
  return Number(text);
}
