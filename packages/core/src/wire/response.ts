import { is_resource_modified } from "../data/conditional.ts";
import { http_date } from "../data/dates.ts";
import { generate_etag, parse_etags } from "../data/etags.ts";
import { HeaderList } from "../data/header_list.ts";
import type { HeadersInit } from "../data/headers.ts";
import { is_thenable } from "../data/maybe_promise.ts";
import { parse_range_header } from "../data/range.ts";
import { body_part } from "./body_part.ts";
import type { ConditionalOptions, ConditionalRequest } from "./conditional_request.ts";
import {
  abandon_stream,
  byte_length,
  type Chunk,
  end_stream,
  is_stream,
  is_whole,
  iterator_of,
  join_chunks,
  type ResponseBody,
  type StreamBody,
  to_buffer,
  watch_stream,
} from "./response_body.ts";
import { header_list_of, type StatusInit } from "./response_head.ts";
import { type ReadJsonOptions, read_json } from "./response_json.ts";
import { choose_content_type, keyword_arguments, type ResponseOptions } from "./response_options.ts";
import { ResponseProperties } from "./response_properties.ts";
import { is_bodiless, sent_headers } from "./sent_headers.ts";

const OK = 200;

/**
 * A response as a value: status, headers and body; only the edge sends it (Flask's Response).
 *
 * `new Response("hi")`, `new Response("hi", 201, { "X-A": "b" })`, `new Response(body, { status, headers, mimetype })`.
 * Raises ValueError for a header or status that could not be sent.
 */
export class Response extends ResponseProperties {
  /** The type when none is given; a subclass may say another. */
  static readonly default_mimetype: string | null = "text/html";
  static readonly default_status: StatusInit = 200;

  readonly direct_passthrough: boolean;
  #body: Chunk | StreamBody;
  #reader: Iterator<Chunk> | AsyncIterator<Chunk> | undefined;
  #length: number | null = null;
  #on_close: (() => unknown)[] | undefined;
  #closed = false;

  constructor(body?: ResponseBody, options?: ResponseOptions);
  constructor(
    body?: ResponseBody,
    status?: StatusInit | null,
    headers?: HeadersInit | null,
    options?: ResponseOptions,
  );
  constructor(
    body?: ResponseBody,
    status?: StatusInit | null | ResponseOptions,
    headers?: HeadersInit | ResponseOptions | null,
    options?: ResponseOptions,
  ) {
    const given = keyword_arguments(status, headers, options);
    super(given.headers ? header_list_of(given.headers) : new HeaderList());
    this.direct_passthrough = given.direct_passthrough === true;
    choose_content_type(this.header_list, given, new.target.default_mimetype);
    const first_status = given.status ?? new.target.default_status;
    if (first_status !== OK) this.status = first_status;
    this.#body = "";
    this.#set_body(body);
  }

  /** The body: text, bytes or a stream. Set, a list of chunks becomes one whole body; a stream before it is ended. */
  get response(): Chunk | StreamBody {
    return this.#body;
  }

  set response(body: ResponseBody) {
    if (!is_whole(this.#body)) abandon_stream(this.#body, this.#reader);
    this.#reader = undefined;
    this.#set_body(body);
  }

  #set_body(body: ResponseBody): void {
    if (is_stream(body)) {
      watch_stream(body);
      this.#body = body;
      this.#length = null;
      return;
    }
    this.#body = is_whole(body) ? body : join_chunks(body ?? []);
    this.#length = byte_length(this.#body);
    if (is_whole(body)) this.header_list.put("Content-Length", String(this.#length));
  }

  /** The whole body; a synchronous iterator is read to its end, an asynchronous one needs `await make_sequence()` first. */
  get_data(options: { readonly as_text: true }): string;
  get_data(options?: { readonly as_text?: boolean }): Buffer;
  get_data(options: { readonly as_text?: boolean } = {}): string | Buffer {
    const body = this.#whole_body();
    if (options.as_text) return typeof body === "string" ? body : to_buffer(body).toString("utf8");
    return to_buffer(body);
  }

  /** Replaces the body, and Content-Length with it. */
  set_data(value: Chunk): void {
    this.response = value;
  }

  get data(): Buffer {
    return this.get_data();
  }

  set data(value: Chunk) {
    this.response = value;
  }

  /** The body as JSON, null when it is of another type; raises when it is broken. */
  // biome-ignore lint/suspicious/noExplicitAny: whoever made the body knows what is in it
  get json(): any {
    return this.get_json();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as `json`
  get_json(options: ReadJsonOptions = {}): any {
    return read_json(this, options);
  }

  #whole_body(): Chunk {
    if (is_whole(this.#body)) return this.#body;
    if (this.direct_passthrough || Symbol.asyncIterator in this.#body) {
      throw new TypeError(
        "The body is a stream that is read while it is sent; await response.make_sequence() first.",
      );
    }
    const chunks: Chunk[] = [];
    const iterator = this.#body as Iterator<Chunk>; // an AsyncIterator without asyncIterator shows at its first step
    for (let step = iterator.next(); !step.done; step = iterator.next()) {
      if (is_thenable(step))
        throw new TypeError("The body is read asynchronously; await response.make_sequence() first.");
      chunks.push(step.value);
    }
    this.#collected(chunks);
    return this.#whole_body();
  }

  /** Reads a streamed body into memory, so that `get_data()` and `add_etag()` can be used. */
  async make_sequence(): Promise<void> {
    if (is_whole(this.#body)) return;
    const chunks: Chunk[] = [];
    const reader = iterator_of(this.#body);
    for (let step = await reader.next(); !step.done; step = await reader.next()) chunks.push(step.value);
    this.#collected(chunks);
  }

  #collected(chunks: readonly Chunk[]): void {
    this.#body = join_chunks(chunks);
    this.#length = byte_length(this.#body);
  }

  /** Whether the body is there as a whole. */
  get is_sequence(): boolean {
    return is_whole(this.#body);
  }

  get is_streamed(): boolean {
    return !is_whole(this.#body);
  }

  /** The bytes of a whole body, null for a stream. */
  calculate_content_length(): number | null {
    return this.#length;
  }

  override toString(): string {
    return `<${this.constructor.name} ${this.is_sequence ? `${this.#length} bytes` : "streamed"} [${this.status}]>`;
  }

  /** Tags the response with a digest of its body, unless it has a tag. */
  add_etag(overwrite: boolean | { overwrite?: boolean; weak?: boolean } = false, weak = false): void {
    const given = typeof overwrite === "object" ? overwrite : { overwrite, weak };
    if (!given.overwrite && this.header_list.has("ETag")) return;
    this.set_etag(generate_etag(this.get_data()), { weak: given.weak === true });
  }

  /** Reads the body into memory, notes its length and tags it. */
  async freeze(): Promise<void> {
    await this.make_sequence();
    this.content_length = this.#length;
    this.add_etag();
  }

  /**
   * Answers a GET or HEAD with 304, 412 or 206 where the request's headers and this response's ETag and
   * Last-Modified say so; returns itself. Raises RequestedRangeNotSatisfiable (416) for a range outside the body.
   */
  make_conditional(
    request: ConditionalRequest,
    accept_ranges: boolean | string | ConditionalOptions = false,
    complete_length: number | null = null,
  ): this {
    const options = typeof accept_ranges === "object" ? accept_ranges : { accept_ranges, complete_length };
    if (request.method !== "GET" && request.method !== "HEAD") return this;
    if (!this.header_list.has("Date")) this.header_list.set("Date", http_date());
    if (!this.#answer_range(request, options) && !this.#is_modified(request.header_list, true)) {
      this.status_code = parse_etags(request.header_list.get("If-Match") ?? null).is_given ? 412 : 304;
    }
    if (this.#length !== null && !this.header_list.has("Content-Length")) this.content_length = this.#length;
    return this;
  }

  #is_modified(headers: HeaderList, ignore_if_range: boolean): boolean {
    const etag = this.header_list.get("ETag") ?? null;
    const last_modified = this.header_list.get("Last-Modified") ?? null;
    return is_resource_modified(headers, { etag, last_modified, ignore_if_range });
  }

  /** Whether the response became a 206 (RFC 9110 section 14.2). */
  #answer_range(
    request: ConditionalRequest,
    { accept_ranges = false, complete_length }: ConditionalOptions,
  ): boolean {
    if (accept_ranges === false) return false;
    this.accept_ranges = accept_ranges === true ? "bytes" : accept_ranges;
    const headers = request.header_list;
    if (!complete_length || !headers.has("Range")) return false;
    if (headers.has("If-Range") && this.#is_modified(headers, false)) return false;
    const range = parse_range_header(headers.get("Range"));
    const part = range?.range_for_length(complete_length);
    if (!range || !part) throw request.unsatisfiable_range(complete_length);
    const [start, end] = part;
    this.#set_body(body_part(this.#body, start, end - start));
    this.content_length = end - start;
    this.content_range = range.to_content_range_header(complete_length);
    this.status_code = 206;
    return true;
  }

  /** Calls `callback` once the body has gone out, or cannot any more; returns it, so it can decorate. */
  call_on_close<F extends () => unknown>(callback: F): F {
    this.#on_close ??= [];
    this.#on_close.push(callback);
    return callback;
  }

  /** Name, value, name, value as sent: see `sent_headers`. The array is not to be changed. */
  wire_headers(_method: string): string[] {
    return sent_headers(this.header_list, this.status_code, this.#length);
  }

  /** What follows the headers; null where nothing may: HEAD, 1xx, 204 and 304. */
  wire_body(method: string): Chunk | Iterator<Chunk> | AsyncIterator<Chunk> | null {
    if (method === "HEAD" || is_bodiless(this.status_code)) return null;
    if (is_whole(this.#body)) return this.#body;
    this.#reader ??= iterator_of(this.#body);
    return this.#reader;
  }

  /** Ends a stream, read or not, then runs the `call_on_close` callbacks; a second call does nothing. */
  close(): Promise<void> | void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#on_close === undefined && is_whole(this.#body)) return;
    return this.#close_all();
  }

  async #close_all(): Promise<void> {
    try {
      if (!is_whole(this.#body)) await end_stream(this.#body, this.#reader);
    } finally {
      for (const callback of this.#on_close ?? []) await callback();
    }
  }
}
