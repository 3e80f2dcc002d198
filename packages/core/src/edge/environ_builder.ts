import { get_content_type } from "../data/content_type.ts";
import { HeaderList } from "../data/header_list.ts";
import { Headers, type HeadersInit } from "../data/headers.ts";
import { iri_to_uri } from "../data/iri.ts";
import { item_pairs, type NamedItems } from "../data/item_pairs.ts";
import { split_url, type UrlParts } from "../data/url_parts.ts";
import { unquote } from "../data/url_text.ts";
import { add_pairs, encode_pairs, type Pair } from "../routing/query_values.ts";
import { Request } from "../wire/request.ts";
import { encode_form, type FormFields } from "./form_encoder.ts";
import { readdress } from "./readdress.ts";

type Query = string | NamedItems;

/** The keyword arguments of Werkzeug's EnvironBuilder, with Flask's `subdomain` and `url_scheme`. */
export interface EnvironOptions {
  readonly method?: string;
  /** Scheme, host and script root: "https://example.org/app". */
  readonly base_url?: string;
  readonly subdomain?: string;
  readonly url_scheme?: string;
  readonly query_string?: Query;
  readonly headers?: HeadersInit;
  /** Text or bytes as they are; anything else are form fields, files among them. */
  readonly data?: string | Uint8Array | FormFields;
  /** Dumped by the app's JSON provider. */
  readonly json?: unknown;
  readonly content_type?: string;
  /** What the header says where there is no body to count. */
  readonly content_length?: number;
  readonly mimetype?: string;
  /** User and password for Basic, or anything with `to_header()`. */
  readonly auth?: readonly [username: string, password: string] | { to_header(): string };
  /** A body that is sent in pieces, without a Content-Length. */
  readonly input_stream?: AsyncIterable<Uint8Array>;
  /** `REMOTE_ADDR`, and headers as CGI names them: `HTTP_USER_AGENT`. */
  readonly environ_base?: EnvironBase;
  /** The same, in place of headers that are there. */
  readonly environ_overrides?: EnvironBase;
}

export type EnvironBase = { readonly [name: string]: string };

/** What of an app decides how its test requests look. */
export interface EnvironHost {
  readonly config: {
    readonly SERVER_NAME: string | null;
    readonly APPLICATION_ROOT: string;
    readonly PREFERRED_URL_SCHEME: string;
  };
  readonly json: { dumps(value: unknown): string };
  readonly request_class?: typeof Request;
}

/** A request in the making, for tests: `new EnvironBuilder(app, "/login", { method: "POST", data: { name: "ann" } })`. */
export class EnvironBuilder {
  readonly app: EnvironHost;
  method: string;
  url_scheme: string;
  /** Name and port, as the Host header has them. */
  host: string;
  /** The prefix the app is mounted under, without a slash at its end. */
  script_root: string;
  /** Percent-encoded; "" asks for the root without its slash, which a map redirects. */
  path: string;
  query_string: string;
  readonly headers: HeaderList;
  body: Uint8Array | AsyncIterable<Uint8Array> | null = null;
  remote_addr: string | null = null;

  constructor(app: EnvironHost, path = "/", options: EnvironOptions = {}) {
    refuse_contradictions(path, options);
    const url = split_url(path);
    const base = split_url(iri_to_uri(options.base_url ?? default_base_url(app, url, options)));
    if (base.query !== "" || base.fragment !== "") {
      throw new Error("base_url must not contain a query string or fragment; give query_string.");
    }
    this.app = app;
    this.method = (options.method ?? "GET").toUpperCase();
    this.url_scheme = base.scheme;
    this.host = authority_of(base);
    this.script_root = base.path.replace(/\/$/, "");
    this.path = iri_to_uri(url.path);
    this.query_string = query_text(options.query_string ?? url.query);
    this.headers = header_list_of(options.headers);
    if (options.content_type !== undefined) this.headers.set("Content-Type", options.content_type);
    if (options.mimetype !== undefined)
      this.headers.set("Content-Type", get_content_type(options.mimetype, "utf-8"));
    if (options.auth !== undefined) this.headers.set("Authorization", authorization(options.auth));
    if (options.content_length !== undefined)
      this.headers.set("Content-Length", String(options.content_length));
    this.#take_environ(options.environ_base ?? {}, (header) => !this.headers.has(header));
    this.#take_environ(options.environ_overrides ?? {}, () => true);
    this.#take_body(options);
  }

  /** The address without its query: what the cookie jar goes by. */
  get url_path(): string {
    return this.script_root + (this.path || "/");
  }

  /** The host's name, by which the cookie jar goes, too. */
  get server_name(): string {
    return split_host(this.headers.get("Host") ?? this.host)[0];
  }

  /** Path and query below the script root, as a request line has them. */
  get target(): string {
    return (this.path || "/") + (this.query_string === "" ? "" : `?${this.query_string}`);
  }

  /** Path and query with the script root, for a server that knows no root. */
  get url_target(): string {
    return this.script_root + this.target;
  }

  /** The request, with a copy of the headers of its own. */
  get_request(): Request {
    const { body } = this;
    const headers = this.headers.copy();
    if (!headers.has("Host")) headers.flat.unshift("Host", this.host);
    if (body instanceof Uint8Array) headers.set("Content-Length", String(body.length));
    const request = new (this.app.request_class ?? Request)({
      method: this.method,
      target: this.target,
      headers,
      scheme: this.url_scheme === "https" ? "https" : "http",
      remote_addr: this.remote_addr,
      server: [split_host(this.host)[0], port_of(this.host, this.url_scheme)],
      root_path: unquote(this.script_root),
      body,
      http_version: "1.1",
    });
    if (this.path === "") readdress(request, { path_info: "" });
    return request;
  }

  /** The request that a redirect makes of this one. */
  redirected(change: (builder: EnvironBuilder) => void): EnvironBuilder {
    const copy = Object.assign(Object.create(EnvironBuilder.prototype) as EnvironBuilder, this);
    Object.assign(copy, { headers: this.headers.copy() });
    change(copy);
    return copy;
  }

  #take_environ(environ: EnvironBase, is_taken: (header: string) => boolean): void {
    for (const [name, value] of Object.entries(environ)) {
      if (name === "REMOTE_ADDR") this.remote_addr = value;
      if (!name.startsWith("HTTP_")) continue;
      const header = header_name(name.slice("HTTP_".length));
      if (is_taken(header)) this.headers.set(header, value);
    }
  }

  #take_body({ data, json, input_stream }: EnvironOptions): void {
    if (json !== undefined) this.#set_body(Buffer.from(this.app.json.dumps(json)), "application/json");
    else if (typeof data === "string") this.#set_body(Buffer.from(data));
    else if (data instanceof Uint8Array) this.#set_body(data);
    else if (data !== undefined) this.#set_form(data);
    else this.body = input_stream ?? null;
  }

  #set_body(body: Uint8Array, content_type?: string): void {
    this.body = body;
    if (content_type !== undefined && !this.headers.has("Content-Type"))
      this.headers.set("Content-Type", content_type);
  }

  #set_form(fields: FormFields): void {
    const mimetype = this.headers.get("Content-Type")?.split(";", 1)[0]?.trim();
    const { body, content_type } = encode_form(fields, mimetype);
    this.body = body;
    // The boundary is part of the type, so a multipart type that was given is replaced.
    if (mimetype === undefined || mimetype === "multipart/form-data")
      this.headers.set("Content-Type", content_type);
  }
}

function refuse_contradictions(path: string, options: EnvironOptions): void {
  const { base_url, subdomain, url_scheme, query_string, json, data, input_stream } = options;
  if (base_url !== undefined && (subdomain !== undefined || url_scheme !== undefined))
    throw new TypeError('Cannot pass "subdomain" or "url_scheme" with "base_url".');
  if (query_string !== undefined && path.includes("?"))
    throw new TypeError("Query string is defined in the path and as an argument");
  if (json !== undefined && data !== undefined) throw new TypeError("can't provide both json and data");
  if (input_stream !== undefined && (data !== undefined || json !== undefined))
    throw new TypeError("can't provide input stream and data");
}

function default_base_url({ config }: EnvironHost, url: UrlParts, options: EnvironOptions): string {
  const name = config.SERVER_NAME ?? "localhost";
  const host = options.subdomain ? `${options.subdomain}.${name}` : name;
  const scheme = url.scheme || (options.url_scheme ?? config.PREFERRED_URL_SCHEME);
  return `${scheme}://${authority_of(url) || host}/${config.APPLICATION_ROOT.replace(/^\/+/, "")}`;
}

export function authority_of({ hostname, port }: UrlParts): string {
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return port === null ? host : `${host}:${port}`;
}

/** Host and port text of `host:port`, the port "" when there is none. */
export function split_host(host: string): [name: string, port: string] {
  const colon = host.lastIndexOf(":");
  return colon === -1 || host.endsWith("]") ? [host, ""] : [host.slice(0, colon), host.slice(colon + 1)];
}

function port_of(host: string, scheme: string): number {
  return Number(split_host(host)[1]) || (scheme === "https" ? 443 : 80);
}

function query_text(query: Query): string {
  if (typeof query === "string") return query;
  const pairs: Pair[] = [];
  for (const [name, value] of item_pairs(query)) add_pairs(pairs, name, value);
  return encode_pairs(pairs);
}

function header_list_of(headers: HeadersInit | undefined): HeaderList {
  const list = new HeaderList();
  if (headers !== undefined) new Headers(list).extend(headers);
  return list;
}

function authorization(auth: NonNullable<EnvironOptions["auth"]>): string {
  if (!is_credentials(auth)) return auth.to_header();
  return `Basic ${Buffer.from(`${auth[0]}:${auth[1]}`).toString("base64")}`;
}

function is_credentials(auth: NonNullable<EnvironOptions["auth"]>): auth is readonly [string, string] {
  return Array.isArray(auth);
}

/** `USER_AGENT` is "User-Agent". */
function header_name(cgi_name: string): string {
  return cgi_name
    .split("_")
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join("-");
}
