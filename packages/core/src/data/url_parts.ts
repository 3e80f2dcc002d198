import { isIPv6 } from "node:net";
import { ValueError } from "./errors.ts";

/** A URL taken apart, nothing in it decoded. What is not there is "" or null. */
export interface UrlParts {
  readonly scheme: string;
  readonly username: string | null;
  readonly password: string | null;
  /** Lower-cased, an IPv6 address without its brackets. */
  readonly hostname: string;
  readonly port: number | null;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

type Authority = Pick<UrlParts, "username" | "password" | "hostname" | "port">;

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const MAX_PORT = 65_535;
const NO_AUTHORITY: Authority = { username: null, password: null, hostname: "", port: null };
// What browsers drop from a URL before reading it, so that nothing can hide in it.
const LEADING_CONTROLS = /^[\0-\x20]+/;
const LINE_BREAKS_AND_TABS = /[\t\r\n]/g;

// Schemes whose URLs have "//" also when the host is empty: Python's list, and Werkzeug's itms-services.
const WITH_AUTHORITY = new Set(
  (
    "ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtsps rtspu rsync svn svn+ssh " +
    "sftp nfs git git+ssh ws wss itms-services"
  ).split(" "),
);

/** Takes a URL or any part of one apart, as Python's urlsplit. Raises ValueError for a host or port that is none. */
export function split_url(url: string): UrlParts {
  const clean = url.replace(LEADING_CONTROLS, "").replace(LINE_BREAKS_AND_TABS, "");
  const scheme = SCHEME.exec(clean)?.[1] ?? "";
  const rest = scheme === "" ? clean : clean.slice(scheme.length + 1);
  const authority_end = rest.startsWith("//") ? end_of_authority(rest) : 0;
  const authority = authority_end === 0 ? NO_AUTHORITY : split_authority(rest.slice(2, authority_end));
  const [before_fragment, fragment] = split_at(rest.slice(authority_end), "#");
  const [path, query] = split_at(before_fragment, "?");
  return { scheme: scheme.toLowerCase(), ...authority, path, query, fragment };
}

/** Puts a URL together; `authority` is "user@host:port" as it is to be written. */
export function join_url(
  parts: Pick<UrlParts, "scheme" | "path" | "query" | "fragment">,
  authority: string,
): string {
  const slashes = authority !== "" || (WITH_AUTHORITY.has(parts.scheme) && !parts.path.startsWith("//"));
  const gap = slashes && parts.path !== "" && !parts.path.startsWith("/") ? "/" : "";
  let url = parts.scheme === "" ? "" : `${parts.scheme}:`;
  if (slashes) url += `//${authority}${gap}`;
  url += parts.path;
  if (parts.query !== "") url += `?${parts.query}`;
  return parts.fragment === "" ? url : `${url}#${parts.fragment}`;
}

function end_of_authority(rest: string): number {
  for (let at = 2; at < rest.length; at++) if ("/?#".includes(rest[at]!)) return at;
  return rest.length;
}

function split_authority(authority: string): Authority {
  check_normal_form(authority);
  const at = authority.lastIndexOf("@");
  const [username, password] = at === -1 ? [null, null] : split_user(authority.slice(0, at));
  const host = authority.slice(at + 1);
  const [hostname, port] =
    host.includes("[") || host.includes("]") ? split_brackets(host) : split_at(host, ":");
  return { username, password, hostname: lower_host(hostname), port: read_port(port) };
}

function split_user(user: string): [string, string | null] {
  const colon = user.indexOf(":");
  return colon === -1 ? [user, null] : [user.slice(0, colon), user.slice(colon + 1)];
}

function split_brackets(host: string): [string, string] {
  const close = host.indexOf("]");
  const address = host.slice(1, close);
  const port = host.slice(close + 1);
  if (!host.startsWith("[") || !isIPv6(address) || !/^(:|$)/.test(port))
    throw new ValueError(
      `"${host}" is no host: between [ and ] stands an IPv6 address, after it at most a port`,
    );
  return [address, port.slice(1)];
}

/** An IPv6 address may end in "%zone", whose case matters. */
function lower_host(hostname: string): string {
  const percent = hostname.indexOf("%");
  return percent === -1
    ? hostname.toLowerCase()
    : hostname.slice(0, percent).toLowerCase() + hostname.slice(percent);
}

function read_port(port: string): number | null {
  if (port === "") return null;
  const number = /^\d+$/.test(port) ? Number(port) : Number.NaN;
  if (number <= MAX_PORT) return number;
  throw new ValueError(`"${port}" is no port: 0 to ${MAX_PORT} are`);
}

/** Characters such as U+2100 turn into "a/c" when a host is normalised, which would move the end of the host. */
function check_normal_form(authority: string): void {
  const plain = authority.replace(/[@:#?]/g, "");
  const normal = plain.normalize("NFKC");
  if (normal !== plain && /[/?#@:]/.test(normal))
    throw new ValueError(`the host "${authority}" holds characters that normalise to / ? # @ or :`);
}

function split_at(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
