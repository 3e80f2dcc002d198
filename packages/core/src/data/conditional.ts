import { named_arguments } from "./call_arguments.ts";
import { parse_date } from "./dates.ts";
import { generate_etag, parse_etags, unquote_etag } from "./etags.ts";
import { type IfRange, parse_if_range_header } from "./if_range.ts";

const NAMES = ["etag", "data", "last_modified", "ignore_if_range"];

/** A request's headers: anything with `get(name)`, or a WSGI environment (`HTTP_IF_NONE_MATCH`) as object or Map. */
export type ConditionalHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, unknown>>;

/** What is known of the resource. */
export interface ResourceState {
  /** Its tag, quoted as in the header. */
  readonly etag?: string | null | undefined;
  /** Its body, to make the tag from. */
  readonly data?: Uint8Array | null | undefined;
  readonly last_modified?: Date | string | null | undefined;
  /** `false` honours If-Range where there is a Range (RFC 9110 section 13.1.5). */
  readonly ignore_if_range?: boolean;
}

/**
 * Whether a client that sent these headers has to get the resource (again), by If-None-Match, If-Modified-Since,
 * If-Match and, when told so, If-Range. Raises TypeError when both `etag` and `data` are given. (Werkzeug)
 */
export function is_resource_modified(
  headers: ConditionalHeaders,
  etag?: string | null | ResourceState,
  data?: Uint8Array | null | ResourceState,
  last_modified?: Date | string | null | ResourceState,
  ignore_if_range?: boolean,
): boolean;
export function is_resource_modified(headers: ConditionalHeaders, ...args: unknown[]): boolean {
  const state = named_arguments(NAMES, args) as ResourceState; // what the overload lets in
  const read = header_reader(headers);
  const ranged = state.ignore_if_range === false && read("Range") !== null;
  const if_range = ranged ? parse_if_range_header(read("If-Range")) : null;
  const tag = current_tag(state);
  const by_tag = tag === null ? null : unmodified_by_tag(tag, if_range, read);
  return !(by_tag ?? unmodified_by_date(state.last_modified, if_range, read));
}

type ReadHeader = (name: string) => string | null;

function header_reader(headers: ConditionalHeaders): ReadHeader {
  if (headers instanceof Map) return header_reader(Object.fromEntries(headers));
  const { get } = headers;
  if (typeof get === "function") return (name) => get.call(headers, name) ?? null;
  const environ = headers as Readonly<Record<string, unknown>>; // what has no get() is the other form
  return (name) => {
    const value = environ[`HTTP_${name.toUpperCase().replaceAll("-", "_")}`];
    return typeof value === "string" ? value : null;
  };
}

function current_tag({ etag, data }: ResourceState): string | null {
  if (etag && data)
    throw new TypeError("is_resource_modified() takes an etag or data to make it from, not both");
  return data ? generate_etag(data) : unquote_etag(etag)[0];
}

/** Whether the tag says that the resource is unmodified; null when the request names none. */
function unmodified_by_tag(tag: string, if_range: IfRange | null, read: ReadHeader): boolean | null {
  if (if_range !== null && if_range.etag !== null) return if_range.etag === tag;
  const if_match = parse_etags(read("If-Match"));
  // RFC 9110 section 13.1.1: If-Match compares strongly, section 13.1.2: If-None-Match weakly.
  if (if_match.is_given) return !if_match.is_strong(tag);
  const if_none_match = parse_etags(read("If-None-Match"));
  return if_none_match.is_given ? if_none_match.contains_weak(tag) : null;
}

function unmodified_by_date(
  last_modified: Date | string | null | undefined,
  if_range: IfRange | null,
  read: ReadHeader,
): boolean {
  const since = if_range?.date ?? parse_date(read("If-Modified-Since"));
  const modified = typeof last_modified === "string" ? parse_date(last_modified) : last_modified;
  return since !== null && !!modified && whole_seconds(modified) <= whole_seconds(since);
}

/** HTTP dates have whole seconds. */
function whole_seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
