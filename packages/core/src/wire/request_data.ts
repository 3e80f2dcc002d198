import { isUtf8 } from "node:buffer";
import { Readable } from "node:stream";
import { parse_pairs } from "../data/query_text.ts";
import { DebugFiles } from "./debug_files.ts";
import { BadRequest, RequestEntityTooLarge, UnsupportedMediaType } from "./errors.ts";
import type { FileStorage } from "./file_storage.ts";
import { ImmutableMultiDict } from "./immutable_multi_dict.ts";
import { MultipartForm } from "./multipart.ts";
import { type BodyLimits, RequestBody } from "./request_body.ts";
import type { RequestInit } from "./request_head.ts";
import { RequestHeaders } from "./request_headers.ts";
import { JSONValidationError, parse_with, type SchemaOutput, type StandardSchema } from "./validation.ts";

/** What `get_json` needs of the app's JSON provider. */
export interface JSONLoader {
  loads(text: string): unknown;
}

export interface GetDataOptions {
  /** Keep the bytes for later calls; true when absent. */
  readonly cache?: boolean;
  readonly as_text?: boolean;
  /** Read a form first, after which its bytes are gone. */
  readonly parse_form_data?: boolean;
}

export interface GetJsonOptions<S extends StandardSchema = StandardSchema> {
  /** Parse whatever the content type says. */
  readonly force?: boolean;
  /** Give null in place of an error. */
  readonly silent?: boolean;
  /** Keep the value for later calls; true when absent. */
  readonly cache?: boolean;
  /** A Standard Schema (zod 4 and others) that the value has to fit; else 400. */
  readonly schema?: S;
}

const LIMITS: BodyLimits = { max_content_length: null, max_form_memory_size: 500_000, max_form_parts: 1000 };
const PLAIN_JSON: JSONLoader = { loads: (text) => JSON.parse(text) };
const EMPTY: Buffer = Buffer.alloc(0);
const BYTE_ORDER_MARK = 0xfeff;

/** The body of a request as a view sees it. It was read before; what could not be read raises here. */
export class RequestData extends RequestHeaders {
  /** Bytes of the whole body; null for no limit. Lowered after reading, it still holds. */
  max_content_length: number | null = LIMITS.max_content_length;
  /** Bytes of one field of a multipart form, or of a whole urlencoded one. */
  max_form_memory_size: number | null = LIMITS.max_form_memory_size;
  max_form_parts: number | null = LIMITS.max_form_parts;
  json_provider: JSONLoader = PLAIN_JSON;
  /** Whether errors may tell details. */
  debug = false;
  #given_limits = LIMITS;
  readonly #body: RequestBody;
  #stream: Readable | undefined;
  #left_unread = false;
  #consumed = false;
  #cached: Buffer | undefined;
  #form: ImmutableMultiDict | undefined;
  #files: ImmutableMultiDict<FileStorage> | undefined;
  #json: { readonly value: unknown; readonly replaces_failure: boolean } | undefined;

  constructor(init: RequestInit) {
    super(init);
    this.#body = new RequestBody(init.body ?? null);
  }

  /**
   * Takes an app's limits, but for those that the request's class, a route or a hook has set. A view may hand its request
   * on to another app, whose limits then take the place of the first one's.
   */
  take_limits(limits: BodyLimits): void {
    const { max_content_length, max_form_memory_size, max_form_parts } = this.#given_limits;
    if (this.max_content_length === max_content_length) this.max_content_length = limits.max_content_length;
    if (this.max_form_memory_size === max_form_memory_size)
      this.max_form_memory_size = limits.max_form_memory_size;
    if (this.max_form_parts === max_form_parts) this.max_form_parts = limits.max_form_parts;
    this.#given_limits = limits;
  }

  /**
   * Reads the body within the limits, before the view runs. Never throws: what went wrong is raised when form, data
   * or json are asked for. With `{ stream: true }` the body is left for `stream`.
   */
  read_body(options: { readonly stream?: boolean } = {}): Promise<void> | void {
    this.#left_unread = options.stream === true;
    if (this.#left_unread || this.#body.source === null) return;
    return this.#body.read(this.content_length, this.max_content_length, this.#open_multipart());
  }

  #open_multipart(): MultipartForm | null {
    if (this.mimetype !== "multipart/form-data") return null;
    return MultipartForm.open(this.mimetype_params["boundary"], this);
  }

  /** Whether nothing of the body is left on the connection; otherwise the answer closes it. */
  get body_complete(): boolean {
    return this.#body.complete;
  }

  /** Why the body could not be read, null where it could. */
  get body_failure(): unknown {
    return this.#body.failure;
  }

  #check_body(): void {
    if (this.#left_unread)
      throw new TypeError("This route has { stream: true }: read its body from request.stream.");
    this.#body.check(this);
  }

  /** The form's fields, empty when the body is no form; indexing by a field that is not there raises 400. */
  get form(): ImmutableMultiDict {
    this.#check_body();
    this.#form ??= ImmutableMultiDict.from_flat(this.#body.multipart?.fields ?? this.#urlencoded_pairs());
    return this.#form;
  }

  #urlencoded_pairs(): string[] {
    if (this.mimetype !== "application/x-www-form-urlencoded") return [];
    const bytes = this.#cached ?? this.#consume();
    if (this.max_form_memory_size !== null && bytes.length > this.max_form_memory_size)
      throw new RequestEntityTooLarge();
    return isUtf8(bytes) ? parse_pairs(bytes.toString("utf8")) : [];
  }

  /** The uploaded files of a multipart form. */
  get files(): ImmutableMultiDict<FileStorage> {
    this.#check_body();
    this.#files ??= this.#make_files();
    return this.#files;
  }

  #make_files(): ImmutableMultiDict<FileStorage> {
    if (this.debug && this.mimetype !== "multipart/form-data") {
      return new DebugFiles(this.mimetype, this.form) as unknown as ImmutableMultiDict<FileStorage>; // the Proxy adds the index signature
    }
    return ImmutableMultiDict.from_flat<FileStorage>(this.#body.multipart?.files ?? []);
  }

  #consume(): Buffer {
    if (this.#consumed) return EMPTY;
    this.#consumed = true;
    return this.#body.bytes;
  }

  /** The body's bytes; empty for a form, which is in `form`. */
  get data(): Buffer {
    return this.get_data({ parse_form_data: true });
  }

  /** The body's bytes, or its text; empty once a form was read from them, unless they were kept by an earlier call. */
  get_data(options: GetDataOptions & { readonly as_text: true }): string;
  get_data(options?: GetDataOptions): Buffer;
  get_data(options: GetDataOptions = {}): Buffer | string {
    this.#check_body();
    const bytes = this.#cached ?? this.#read_data(options);
    return options.as_text ? bytes.toString("utf8") : bytes;
  }

  #read_data(options: GetDataOptions): Buffer {
    if (options.parse_form_data) this.#form ??= this.form;
    const bytes = this.#consume();
    if (options.cache !== false) this.#cached = bytes;
    return bytes;
  }

  /** Whether the client says what the body is. */
  get want_form_data_parsed(): boolean {
    return Boolean(this.content_type);
  }

  /**
   * The body as a stream: unread on a route with `{ stream: true }`, within max_content_length; else what was read.
   * `for await (const piece of request.stream)` reads it: `read()` cannot wait, and gives null until bytes have come.
   */
  get stream(): Readable {
    this.#stream ??= this.#left_unread ? this.#unread_stream() : this.#read_stream();
    return this.#stream;
  }

  #unread_stream(): Readable {
    return Readable.from(this.#body.stream(this.content_length, this.max_content_length), {
      objectMode: false,
    });
  }

  #read_stream(): Readable {
    this.#check_body();
    return Readable.from([this.#body.bytes], { objectMode: false });
  }

  /** The body's JSON; see `get_json`. */
  // biome-ignore lint/suspicious/noExplicitAny: what a client sends has no type until it is checked
  get json(): any {
    return this.get_json();
  }

  /** The body's JSON. Raises 415 when the content type is not JSON, 400 when the body is not or does not fit `schema`. */
  get_json<S extends StandardSchema>(options: GetJsonOptions<S> & { readonly schema: S }): SchemaOutput<S>;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sends has no type until it is checked
  get_json(force?: boolean | GetJsonOptions, silent?: boolean, cache?: boolean): any;
  get_json(force: boolean | GetJsonOptions = {}, silent = false, cache = true): unknown {
    const options: GetJsonOptions = typeof force === "object" ? force : { force, silent, cache };
    const value = this.#load_json(options);
    return options.schema === undefined ? value : parse_with(options.schema, value, JSONValidationError);
  }

  #load_json(options: GetJsonOptions): unknown {
    const keep = options.cache !== false;
    const known = keep ? this.#json : undefined;
    if (known !== undefined && !(known.replaces_failure && options.silent)) return known.value;
    if (!options.force && !this.is_json) return options.silent ? null : this.on_json_loading_failed(null);
    const bytes = this.get_data({ cache: keep });
    try {
      const value = this.json_provider.loads(json_text(bytes));
      if (keep) this.#json = { value, replaces_failure: false };
      return value;
    } catch (error) {
      if (options.silent) return null;
      const value = this.on_json_loading_failed(error);
      if (keep) this.#json = { value, replaces_failure: true };
      return value;
    }
  }

  /** Called when `get_json` fails; what it returns is the result. null means that the content type is not JSON. */
  on_json_loading_failed(error: unknown): unknown {
    if (error !== null) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new BadRequest(this.debug ? `Failed to decode JSON object: ${reason}` : undefined);
    }
    throw new UnsupportedMediaType(
      "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
    );
  }

  /** Whether there is a form whose files `close` removes. */
  get holds_files(): boolean {
    return this.#body.multipart !== null;
  }

  /** Removes the uploaded files that were not saved. */
  close(): Promise<void> | void {
    return this.#body.close();
  }
}

function json_text(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new SyntaxError("the body is not UTF-8");
  const text = bytes.toString("utf8");
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}
