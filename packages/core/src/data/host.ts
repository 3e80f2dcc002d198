import { ValueError } from "./errors.ts";
import { encode_idna } from "./idna.ts";

const MAX_PORT = 65_535;
// A domain or IPv4 address, or an IPv6 address in brackets; then perhaps a port.
const HOST = /^([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::([1-9][0-9]{0,4}))?$/i;
const SCHEME_PORTS: Readonly<Record<string, string | undefined>> = {
  http: ":80",
  ws: ":80",
  https: ":443",
  wss: ":443",
};

// Mostly all requests come to one host: the last that was well formed is not looked at again, which spares 0.15 µs.
let last_good_host: string | null | undefined = "localhost";

/** The server's own address; the port is null for a Unix socket. */
export type ServerAddress = readonly [host: string, port: number | null];

type TrustedList = Iterable<string> | string | null | undefined;

/**
 * Whether `hostname` (`host:port`) is well formed and, when a list is given, in it. `.example.org` in the list
 * stands for all subdomains too; ports in it are ignored. Cases are ignored, unlike in Werkzeug.
 */
export function host_is_trusted(
  hostname: string | null | undefined,
  trusted_list?: TrustedList | { readonly trusted_list: TrustedList },
): boolean {
  const is_named =
    typeof trusted_list === "object" && trusted_list !== null && "trusted_list" in trusted_list;
  return is_trusted(hostname, is_named ? trusted_list.trusted_list : trusted_list);
}

function is_trusted(hostname: string | null | undefined, trusted_list: TrustedList): boolean {
  if (hostname === last_good_host && is_empty(trusted_list)) return true;
  const match = hostname ? HOST.exec(hostname) : null;
  if (match === null || Number(match[2] ?? 1) > MAX_PORT) return false;
  last_good_host = hostname;
  const trusted = typeof trusted_list === "string" ? [trusted_list] : [...(trusted_list ?? [])];
  if (trusted.length === 0) return true;
  const name = match[1]!.toLowerCase();
  return trusted.some((pattern) => matches(name, pattern));
}

function matches(name: string, pattern: string): boolean {
  const any_subdomain = pattern.startsWith(".");
  const known = ascii_name(any_subdomain ? pattern.slice(1) : pattern);
  return known !== null && (known === name || (any_subdomain && name.endsWith(`.${known}`)));
}

function ascii_name(pattern: string): string | null {
  try {
    return encode_idna(pattern.split(":", 1)[0]!).toLowerCase();
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}

/**
 * The request's `host:port` from its Host header, or else from the server's address, without the scheme's own port.
 * "" when there is none or it is malformed, null when it is not one of `trusted_hosts` (Werkzeug's get_host raises then).
 */
export function find_host(
  scheme: string,
  host_header: string | null | undefined,
  server?: ServerAddress | null,
  trusted_hosts?: TrustedList,
): string | null {
  const given = host_header ?? server_host(server);
  if (given === null) return "";
  const port = SCHEME_PORTS[scheme];
  const host = port !== undefined && given.endsWith(port) ? given.slice(0, -port.length) : given;
  if (is_trusted(host, trusted_hosts)) return host;
  return is_empty(trusted_hosts) ? "" : null;
}

function server_host(server: ServerAddress | null | undefined): string | null {
  if (!server || server[1] === null) return null;
  const [host, port] = server;
  return host.includes(":") && !host.startsWith("[") ? `[${host}]:${port}` : `${host}:${port}`;
}

function is_empty(trusted: TrustedList): boolean {
  return (
    !trusted ||
    (typeof trusted === "string" ? trusted === "" : trusted[Symbol.iterator]().next().done === true)
  );
}
