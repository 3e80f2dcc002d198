import { announced_length } from "../data/content_length.ts";
import { get_current_url } from "../data/current_url.ts";
import type { HeaderList } from "../data/header_list.ts";
import { Headers } from "../data/headers.ts";
import { find_host, type ServerAddress } from "../data/host.ts";
import { main_value, parse_options_header } from "../data/options_header.ts";
import { python_repr } from "../data/python_text.ts";
import { unquote } from "../data/url_text.ts";
import { RequestedRangeNotSatisfiable, SecurityError } from "./errors.ts";

/** What the edge, or a test, knows of a request. */
export interface RequestInit {
  readonly method: string;
  /** Path and query as they were received, `/a%20b?x=1`. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly scheme: "http" | "https" | "ws" | "wss";
  readonly remote_addr: string | null;
  readonly server: ServerAddress | null;
  /** Where the app is mounted (SCRIPT_NAME). */
  readonly root_path?: string;
  readonly body?: AsyncIterable<Uint8Array> | Uint8Array | null;
  readonly http_version?: string;
  /** Node's IncomingMessage, where there is one. */
  readonly raw?: unknown;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const BEYOND_ASCII = /[^\x00-\x7f]/;

/** Where a request goes and comes from. Nothing is parsed before it is asked for. */
export class RequestHead {
  method: string;
  readonly scheme: RequestInit["scheme"];
  readonly remote_addr: string | null;
  readonly server: ServerAddress | null;
  /** The prefix that the app is mounted under, without a trailing slash. */
  readonly root_path: string;
  /** The headers as they came, for framework code; users have `headers`. */
  readonly header_list: HeaderList;
  readonly http_version: string;
  /** Node's IncomingMessage, null in tests. */
  readonly raw: unknown;
  /** Names that Host may hold, `.example.org` for all subdomains; null trusts every one. */
  trusted_hosts: readonly string[] | null = null;
  readonly #target: string;
  #path: string | undefined;
  #query_string: string | undefined;
  #headers: Headers | undefined;
  #mimetype: string | undefined;
  #content_type: [string, Record<string, string>] | undefined;

  constructor(init: RequestInit) {
    const { method, root_path = "" } = init;
    this.method = method.toUpperCase();
    this.scheme = init.scheme;
    this.remote_addr = init.remote_addr;
    this.server = init.server;
    this.root_path = root_path.endsWith("/") ? trim_slashes_at_end(root_path) : root_path;
    this.header_list = init.headers;
    this.http_version = init.http_version ?? "1.1";
    this.raw = init.raw ?? null;
    this.#target = init.target;
  }

  /** Werkzeug's Headers over `header_list`, made when first asked for. */
  get headers(): Headers {
    this.#headers ??= new Headers(this.header_list);
    return this.#headers;
  }

  /** What the router matches where it is not `path`: "" for a mounted app's root that was asked for without its slash. */
  declare readonly path_info?: string;

  /** The decoded path below `root_path`, with one leading slash. */
  get path(): string {
    this.#path ??= decode_path(path_of(this.#target));
    return this.#path;
  }

  /** What stands after the "?", as it was received. */
  get query_string(): string {
    this.#query_string ??= query_of(this.#target);
    return this.#query_string;
  }

  /** Path and query; there is always a "?". */
  get full_path(): string {
    return `${this.path}?${this.query_string}`;
  }

  get script_root(): string {
    return this.root_path;
  }

  /** Whether the scheme is https or wss. */
  get is_secure(): boolean {
    return this.scheme === "https" || this.scheme === "wss";
  }

  /**
   * Host and port that the request was made to, without the scheme's own port; "" when Host is missing or none.
   * Raises SecurityError for a host that is not one of `trusted_hosts`.
   */
  get host(): string {
    const header = this.header_list.get("Host");
    const host = find_host(this.scheme, header, this.server, this.trusted_hosts);
    if (host === null) throw new SecurityError(`Host ${python_repr(header ?? "")} is not trusted.`);
    return host;
  }

  /** The whole URL, for reading: characters that need no escape are not escaped. */
  get url(): string {
    return get_current_url(this.scheme, this.host, this.root_path, this.path, this.query_string);
  }

  get base_url(): string {
    return get_current_url(this.scheme, this.host, this.root_path, this.path);
  }

  get root_url(): string {
    return get_current_url(this.scheme, this.host, this.root_path);
  }

  get url_root(): string {
    return this.root_url;
  }

  get host_url(): string {
    return get_current_url(this.scheme, this.host);
  }

  get content_type(): string | null {
    return this.header_list.get("Content-Type") ?? null;
  }

  /** The bytes the client announced; null for a chunked body or where it announced none. */
  get content_length(): number | null {
    const { header_list } = this;
    return announced_length(header_list.get("Content-Length"), header_list.get("Transfer-Encoding") ?? null);
  }

  /** The content type without parameters, in lower case; "" where there is none. */
  get mimetype(): string {
    this.#mimetype ??= main_value(this.header_list.get("Content-Type") ?? "").toLowerCase();
    return this.#mimetype;
  }

  /** The parameters of the content type, `{ charset: "utf-8" }`. */
  get mimetype_params(): Record<string, string> {
    return this.#parsed_content_type()[1];
  }

  #parsed_content_type(): [string, Record<string, string>] {
    this.#content_type ??= parse_options_header(this.header_list.get("Content-Type") ?? "");
    return this.#content_type;
  }

  /** The error for a Range that the resource does not have. */
  unsatisfiable_range(length: number): RequestedRangeNotSatisfiable {
    return new RequestedRangeNotSatisfiable(length);
  }

  /** Whether the content type is application/json or application/*+json. */
  get is_json(): boolean {
    const { mimetype } = this;
    return (
      mimetype === "application/json" || (mimetype.startsWith("application/") && mimetype.endsWith("+json"))
    );
  }
}

/** The target up to "?" or "#": a fragment is no part of a request, and nothing may hide behind one. */
function path_of(target: string): string {
  const start = start_of_path(target);
  for (let at = start; at < target.length; at++) {
    const code = target.charCodeAt(at);
    if (code === 0x3f || code === 0x23) return target.slice(start, at);
  }
  return start === 0 ? target : target.slice(start);
}

function query_of(target: string): string {
  const hash = target.indexOf("#");
  const end = hash === -1 ? target.length : hash;
  const question = target.indexOf("?");
  return question === -1 || question >= end ? "" : target.slice(question + 1, end);
}

/** An absolute-form target (RFC 9112 section 3.2.2) is routed by its path; its authority never becomes the host. */
function start_of_path(target: string): number {
  if (target.startsWith("/")) return 0;
  const authority = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target);
  return authority === null ? 0 : authority[0].length;
}

function decode_path(raw: string): string {
  // Node hands in bytes beyond ASCII as Latin-1 characters; they are UTF-8 as much as the escaped ones.
  const text = BEYOND_ASCII.test(raw) ? Buffer.from(raw, "latin1").toString("utf8") : raw;
  const path = text.includes("%") ? unquote(text) : text;
  if (path.charCodeAt(0) === 0x2f && path.charCodeAt(1) !== 0x2f) return path;
  return `/${path.replace(/^\/+/, "")}`;
}

function trim_slashes_at_end(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 0x2f) end--;
  return path.slice(0, end);
}
