import { ValueError } from "../data/errors.ts";
import { encode_idna } from "../data/idna.ts";
import { BadHost } from "../wire/errors.ts";
import type { QueryArgs } from "./match_options.ts";

/** The keyword arguments of `Map.bind`. */
export interface BindOptions {
  readonly script_name?: string | null | undefined;
  readonly subdomain?: string | null | undefined;
  readonly url_scheme?: string | undefined;
  readonly default_method?: string | undefined;
  readonly path_info?: string | null | undefined;
  readonly query_args?: QueryArgs | null | undefined;
}

/** What `bind_to_environ` reads of a request. */
export interface BindableRequest {
  readonly method: string;
  readonly scheme: string;
  readonly host: string;
  readonly root_path: string;
  readonly path: string;
  /** What is matched, `path` unless given: "" for a mounted app's root without its slash. */
  readonly path_info?: string;
  readonly query_string: string;
  readonly header_list: { get(name: string): string | null | undefined };
}

/** The keyword arguments of `Map.bind_to_environ`. */
export interface EnvironOptions {
  /** The host that subdomains are counted from. */
  readonly server_name?: string | null | undefined;
  readonly subdomain?: string | null | undefined;
}

const BIND_ORDER = [
  "script_name",
  "subdomain",
  "url_scheme",
  "default_method",
  "path_info",
  "query_args",
] as const;

type Positional = [
  script_name?: string | null,
  subdomain?: string | null,
  url_scheme?: string,
  default_method?: string,
  path_info?: string | null,
  query_args?: QueryArgs | null,
];
/** Werkzeug's order; an object in place of any but the last holds the rest by name. */
export type BindArguments = Positional | [BindOptions] | [...(string | null | undefined)[], BindOptions];

export function bind_options(args: BindArguments): BindOptions {
  const named: Record<string, unknown> = {};
  for (const [index, value] of args.entries()) {
    const name = BIND_ORDER[index];
    if (name !== "query_args" && typeof value === "object" && value !== null) Object.assign(named, value);
    else if (name !== undefined) named[name] = value;
  }
  return named;
}

export function is_given<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** The port is no part of the domain. */
export function ascii_name(server_name: string): string {
  const colon = server_name.indexOf(":");
  const name = colon === -1 ? server_name : server_name.slice(0, colon);
  try {
    return encode_idna(name) + (colon === -1 ? "" : server_name.slice(colon));
  } catch (error) {
    if (error instanceof ValueError) throw new BadHost();
    throw error;
  }
}

/** RFC 6455 section 4.1: both headers, whatever else Connection lists. */
function is_upgrade({ header_list }: BindableRequest): boolean {
  if (header_list.get("Upgrade")?.toLowerCase() !== "websocket") return false;
  const options = header_list.get("Connection")?.toLowerCase().split(",") ?? [];
  return options.some((option) => option.trim() === "upgrade");
}

function websocket_scheme(scheme: string): string {
  return scheme === "https" || scheme === "wss" ? "wss" : "ws";
}

export function without_standard_port(name: string, scheme: string): string {
  const port =
    scheme === "http" || scheme === "ws" ? ":80" : scheme === "https" || scheme === "wss" ? ":443" : "";
  return port !== "" && name.endsWith(port) ? name.slice(0, -port.length) : name;
}

/** What `host` has in front of `name`; "<invalid>", which is no subdomain that a rule names, where it does not end in it. */
export function subdomain_of(host: string, name: string): string {
  if (host === name) return "";
  return host.endsWith(`.${name}`)
    ? host
        .slice(0, -name.length - 1)
        .split(".")
        .filter(Boolean)
        .join(".")
    : "<invalid>";
}

/** The request's scheme, that of WebSockets where it asks to become one. */
export function scheme_of(request: BindableRequest): string {
  return is_upgrade(request) ? websocket_scheme(request.scheme) : request.scheme;
}
