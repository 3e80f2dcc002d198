import { Readable } from "node:stream";
import { parse_cookie_pairs } from "../data/cookie_text.ts";
import { parse_pairs } from "../data/query_text.ts";
import { BadRequest, UnsupportedMediaType } from "./errors.ts";
import { CombinedMultiDict, Cookies, ImmutableMultiDict } from "./multi_dict.ts";
import { RequestBody } from "./request_body.ts";
import { RequestHead, type RequestInit } from "./request_head.ts";
import { parse_with, type SchemaOutput, type StandardSchema } from "./validation.ts";

export type { RequestInit };

/** The rule that a request matched; routing has the class. */
export interface UrlRule {
  readonly rule: string;
  readonly endpoint: string;
  readonly methods: Iterable<string> | null;
}

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
  readonly cache?: boolean;
  /** A Standard Schema (zod 4 and others) that the value has to fit. */
  readonly schema?: S;
}

const PLAIN_JSON: JSONLoader = { loads: (text) => JSON.parse(text) };

/** One request, as Flask's `request` shows it. Constructing it parses nothing. */
export class Request extends RequestHead {
  /** The matched rule, null where nothing matched yet or at all. */
  url_rule: UrlRule | null = null;
  /** The values of the rule's variables. */
  view_args: Record<string, unknown> | null = null;
  /** The error to raise in place of the view when nothing matched. */
  routing_exception: unknown = null;
  max_content_length: number | null = null;
  max_form_memory_size: number | null = 500_000;
  max_form_parts: number | null = 1000;
  json_provider: JSONLoader = PLAIN_JSON;
  /** Whether errors may tell details. */
  debug = false;
  readonly #body: RequestBody;
  #unread = false;
  #consumed = false;
  #cached: Buffer | undefined;
  #args: ImmutableMultiDict | undefined;
  #cookies: Cookies | undefined;
  #form: ImmutableMultiDict | undefined;

  constructor(init: RequestInit) {
    super(init);
    this.#body = new RequestBody(init.body ?? null);
  }

  get endpoint(): string | null {
    return this.url_rule === null ? null : this.url_rule.endpoint;
  }

  /** The blueprint of the endpoint: what stands before its last dot. */
  get blueprint(): string | null {
    const endpoint = this.endpoint ?? "";
    const dot = endpoint.lastIndexOf(".");
    return dot === -1 ? null : endpoint.slice(0, dot);
  }

  /** The blueprint and those it is nested in, innermost first. */
  get blueprints(): string[] {
    const names: string[] = [];
    for (
      let name = this.blueprint ?? "";
      name !== "";
      name = name.slice(0, Math.max(name.lastIndexOf("."), 0))
    )
      names.push(name);
    return names;
  }

  /** The query's arguments; a missing one raises 400 when indexed. */
  get args(): ImmutableMultiDict {
    this.#args ??= ImmutableMultiDict.from_flat(parse_pairs(this.query_string));
    return this.#args;
  }

  get cookies(): Cookies {
    this.#cookies ??= Cookies.from_flat(parse_cookie_pairs(this.header_list.getlist("Cookie").join(";")));
    return this.#cookies;
  }

  /**
   * Reads the body within the limits, before the view runs. Never throws: what went wrong is raised when form, data
   * or json are asked for. With `{ stream: true }` the body is left for `stream`.
   */
  read_body(options: { readonly stream?: boolean } = {}): Promise<void> | void {
    if (options.stream) {
      this.#unread = true;
      return;
    }
    return this.#body.read_all(this.content_length, this.max_content_length);
  }

  /** Whether nothing of the body is left on the connection; otherwise the answer closes it. */
  get body_complete(): boolean {
    return this.#body.complete;
  }

  /** Why the body could not be read, null where it could; the error is raised when the body is asked for. */
  get body_failure(): unknown {
    return this.#body.failure;
  }

  #check_body(): void {
    if (this.#unread)
      throw new TypeError("This route has { stream: true }: its body is read by request.stream only.");
    this.#body.check(this.max_content_length);
  }

  /** The form's fields; empty when the body is no form. */
  get form(): ImmutableMultiDict {
    this.#load_form();
    return this.#form!;
  }

  #load_form(): void {
    this.#check_body();
    this.#form ??= ImmutableMultiDict.from_flat(this.#form_pairs());
  }

  #form_pairs(): string[] {
    if (this.mimetype !== "application/x-www-form-urlencoded") return [];
    return parse_pairs((this.#cached ?? this.#consume()).toString("utf8"));
  }

  /** `args` and, but for GET, `form`; args win. */
  get values(): CombinedMultiDict {
    return new CombinedMultiDict<string>(this.method === "GET" ? [this.args] : [this.args, this.form]);
  }

  #consume(): Buffer {
    if (this.#consumed) return Buffer.alloc(0);
    this.#consumed = true;
    return this.#body.bytes;
  }

  /** The body's bytes; empty for a form, whose bytes `get_data()` gives. */
  get data(): Buffer {
    return this.get_data({ parse_form_data: true });
  }

  get_data(options: GetDataOptions & { readonly as_text: true }): string;
  get_data(options?: GetDataOptions): Buffer;
  get_data(options: GetDataOptions = {}): Buffer | string {
    this.#check_body();
    const bytes = this.#cached ?? this.#read_data(options);
    return options.as_text ? bytes.toString("utf8") : bytes;
  }

  #read_data(options: GetDataOptions): Buffer {
    if (options.parse_form_data) this.#load_form();
    const bytes = this.#consume();
    if (options.cache !== false) this.#cached = bytes;
    return bytes;
  }

  /** The body as a stream: unread on a route with `{ stream: true }`, else what was read. */
  get stream(): Readable {
    if (this.#unread)
      return Readable.from(
        this.#body.source instanceof Uint8Array ? [this.#body.source] : (this.#body.source ?? []),
      );
    this.#check_body();
    return Readable.from([this.#body.bytes]);
  }

  /** The body's JSON; see `get_json`. */
  get json(): unknown {
    return this.get_json();
  }

  get_json<S extends StandardSchema>(options: GetJsonOptions<S> & { readonly schema: S }): SchemaOutput<S>;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sends has no type until it is checked
  get_json(options?: GetJsonOptions): any;
  get_json(options: GetJsonOptions = {}): unknown {
    const value = this.#load_json(options);
    return options.schema === undefined ? value : parse_with(options.schema, value);
  }

  #load_json(options: GetJsonOptions): unknown {
    if (!options.force && !this.is_json) return options.silent ? null : this.on_json_loading_failed(null);
    const text = this.get_data({ cache: options.cache ?? true, as_text: true });
    try {
      return this.json_provider.loads(text);
    } catch (error) {
      return options.silent ? null : this.on_json_loading_failed(error);
    }
  }

  /** Called when `get_json` fails; what it returns is the result. `null` means that the body is not JSON. */
  on_json_loading_failed(error: unknown): unknown {
    if (error === null) {
      throw new UnsupportedMediaType(
        "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
      );
    }
    throw new BadRequest(this.debug ? `Failed to decode JSON object: ${String(error)}` : undefined);
  }

  /** Removes what the request left on disk. */
  close(): Promise<void> | void {}
}
