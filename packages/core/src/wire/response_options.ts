import type { HeaderList } from "../data/header_list.ts";
import type { HeadersInit } from "../data/headers.ts";
import { type StatusInit, set_mimetype } from "./response_head.ts";

/** The keyword arguments of Werkzeug's Response. */
export interface ResponseOptions {
  readonly status?: StatusInit | null;
  readonly headers?: HeadersInit | null;
  /** The type without parameters; textual types get `; charset=utf-8`. */
  readonly mimetype?: string | null;
  /** The whole Content-Type, taken as it is. */
  readonly content_type?: string | null;
  /** Kept for `send_file`: the body is sent as it is and never collected by `get_data()`. */
  readonly direct_passthrough?: boolean;
}

const NOTHING_GIVEN: ResponseOptions = {};
const OPTION_NAMES = new Set(["status", "headers", "mimetype", "content_type", "direct_passthrough"]);

/** Python's positional arguments and keywords, which come as one trailing object, brought together. */
export function keyword_arguments(
  status: StatusInit | null | undefined | ResponseOptions,
  headers: HeadersInit | ResponseOptions | null | undefined,
  options: ResponseOptions | undefined,
): ResponseOptions {
  if (status === undefined && headers === undefined && options === undefined) return NOTHING_GIVEN;
  if (typeof status === "object" && status !== null) return status;
  if (is_options(headers)) return { status: status ?? null, ...headers };
  return {
    ...options,
    status: status ?? options?.status ?? null,
    headers: headers ?? options?.headers ?? null,
  };
}

/** The type of a body: the one that was given, that of the headers, or that of the class. */
export function choose_content_type(
  list: HeaderList,
  { content_type, mimetype }: ResponseOptions,
  default_mimetype: string | null,
): void {
  if (typeof content_type === "string") list.set("Content-Type", content_type);
  else if (typeof mimetype === "string") set_mimetype(list, mimetype);
  else if (default_mimetype !== null && !list.has("Content-Type")) set_mimetype(list, default_mimetype);
}

/** No header has one of these names, so an object that holds nothing else are options. */
function is_options(value: HeadersInit | ResponseOptions | null | undefined): value is ResponseOptions {
  if (value === null || value === undefined || Symbol.iterator in value) return false;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => OPTION_NAMES.has(name));
}
