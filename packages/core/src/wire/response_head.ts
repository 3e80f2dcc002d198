import { channel } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { get_content_type } from "../data/content_type.ts";
import { type CookieOptions, dump_cookie, MAX_COOKIE_SIZE } from "../data/cookie_text.ts";
import { ValueError } from "../data/errors.ts";
import { HeaderList } from "../data/header_list.ts";
import { extend_headers, Headers, type HeadersInit } from "../data/headers.ts";
import { reason_of, status_line } from "../data/status.ts";
import { Timedelta } from "../data/timedelta.ts";

/** Tells which response got which cookie: `{ response, key }`. */
export const cookie_set = channel("miniflask.cookie_set");

/** What a status may be set to: a code, or code and reason, "404 Not Here". */
export type StatusInit = number | string;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a reason phrase must not end its line
const UNSAFE_IN_STATUS = /[\x00-\x1f\x7f]|[^\x00-\xff]/;

/** Status, headers and cookies of a response: all but its body. */
export class ResponseHead {
  /** The headers as they are sent, for framework code; users have `headers`. */
  readonly header_list: HeaderList;
  /** Beyond this size of a Set-Cookie header a warning is given (config MAX_COOKIE_SIZE); 0 for never. */
  max_cookie_size = MAX_COOKIE_SIZE;
  #code = 200;
  #status: string | undefined;
  #headers: Headers | undefined;

  constructor(header_list: HeaderList) {
    this.header_list = header_list;
  }

  /** Werkzeug's Headers over `header_list`, made when first asked for. */
  get headers(): Headers {
    this.#headers ??= new Headers(this.header_list);
    return this.#headers;
  }

  get status_code(): number {
    return this.#code;
  }

  set status_code(code: number) {
    if (!Number.isInteger(code))
      throw new TypeError(`status_code takes a whole number, not ${String(code)}.`);
    this.#code = code;
    this.#status = undefined;
  }

  /** "404 NOT FOUND"; set by code or text. An empty text raises ValueError, one without a code reads as "0 text". */
  get status(): string {
    this.#status ??= status_line(this.#code);
    return this.#status;
  }

  set status(value: StatusInit) {
    if (typeof value === "number") this.status_code = value;
    else this.#set_status_text(value.trim());
  }

  #set_status_text(text: string): void {
    if (text === "")
      throw new ValueError("The status is empty; set a code, or code and reason, as '404 Not Here'.");
    if (UNSAFE_IN_STATUS.test(text)) throw new ValueError("The status must not contain control characters.");
    const space = text.indexOf(" ");
    const number = space < 0 ? text : text.slice(0, space);
    if (!/^[+-]?\d+$/.test(number)) {
      this.#code = 0;
      this.#status = `0 ${text}`;
      return;
    }
    this.#code = Number(number);
    this.#status = space < 0 ? undefined : text;
  }

  /** The phrase after the code, "NOT FOUND". */
  get reason(): string {
    if (this.#status === undefined) return reason_of(this.#code);
    return this.#status.slice(this.#status.indexOf(" ") + 1);
  }

  /**
   * Adds a Set-Cookie header: `set_cookie("k", "v", { max_age: 60, httponly: true, samesite: "Lax" })`; max_age may
   * stand in place of the options. Raises as `dump_cookie` does for what could not be a cookie.
   */
  set_cookie(key: string, value = "", options: CookieOptions | number | Timedelta = {}): void {
    const given =
      typeof options === "number" || options instanceof Timedelta ? { max_age: options } : options;
    // Nothing that dump_cookie lets through could end the header: a second look costs 0.15 µs.
    this.header_list.append("Set-Cookie", dump_cookie(key, value, given, this.max_cookie_size));
    if (cookie_set.hasSubscribers) cookie_set.publish({ response: this, key });
  }

  /** Tells the browser to forget a cookie; path, domain and the other attributes must be those it was set with. */
  delete_cookie(
    key: string,
    path: string | null | Omit<CookieOptions, "max_age" | "expires"> = {},
    domain: string | null = null,
  ): void {
    const options = typeof path === "object" && path !== null ? path : { path, domain };
    this.set_cookie(key, "", { ...options, expires: 0, max_age: 0 });
  }

  get content_type(): string | null {
    return this.header_list.get("Content-Type") ?? null;
  }

  set content_type(value: string | null) {
    if (value === null) this.header_list.remove("Content-Type");
    else this.header_list.set("Content-Type", value);
  }

  /** The content type without parameters; setting it names the charset of textual types. */
  get mimetype(): string | null {
    const content_type = this.header_list.get("Content-Type");
    return content_type ? content_type.split(";", 1)[0]!.trim() : null;
  }

  set mimetype(value: string) {
    set_mimetype(this.header_list, value);
  }

  /** Whether the content type is application/json or application/*+json. */
  get is_json(): boolean {
    const { mimetype } = this;
    if (mimetype === null) return false;
    return (
      mimetype === "application/json" || (mimetype.startsWith("application/") && mimetype.endsWith("+json"))
    );
  }

  [inspect.custom](): string {
    return String(this);
  }
}

const USUAL_TYPES: ReadonlyMap<string, string> = new Map([
  ["text/html", "text/html; charset=utf-8"],
  ["application/json", "application/json"],
]);

/** Sets the content type of a mimetype: that of most responses at once, without a look for characters it cannot have. */
export function set_mimetype(list: HeaderList, mimetype: string): void {
  const usual = USUAL_TYPES.get(mimetype);
  if (usual === undefined) list.set("Content-Type", get_content_type(mimetype, "utf-8"));
  else list.put("Content-Type", usual);
}

/** A list of its own made of whatever headers were given. */
export function header_list_of(headers: HeadersInit): HeaderList {
  const list = new HeaderList();
  if (headers instanceof HeaderList) list.flat.push(...headers.flat);
  else extend_headers(list, headers);
  return list;
}
