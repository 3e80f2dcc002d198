import { host_is_trusted } from "../data/host.ts";

/**
 * More headers than any client sends. Needed because node:http drops what lies beyond its own count without
 * a word, so that a header a proxy relied on could vanish; here such a request is refused instead.
 */
export const MAX_HEADER_COUNT = 500;

/** Flags of `inspect_headers`; a result of 400 or more is the status to refuse the request with. */
export const HAS_BODY = 1;
export const EXPECTS_CONTINUE = 2;

/**
 * One pass over node's flat `rawHeaders` before anything is built from them: refuses repeated singleton headers
 * (node keeps the first of them silently, a proxy in front may have used the last), a Host that is no host, and
 * too many headers. Returns flags, or the status of the refusal.
 *
 * Whether a body follows is told by the presence of a framing header, but for a length of 0; what else it says is for the
 * parser.
 */
export function inspect_headers(raw: readonly string[]): number {
  if (raw.length > 2 * MAX_HEADER_COUNT) return 431;
  let flags = 0;
  let seen = 0;
  for (let at = 0; at < raw.length; at += 2) {
    const bit = singleton_bit(raw[at]!);
    if (bit === 0) continue;
    if (bit < SEEN_FRAMING && (seen & bit) !== 0) return 400;
    seen |= bit;
    if (bit === SEEN_HOST && !is_host(raw[at + 1]!)) return 400;
    // Clients say 0 with every POST that has none: nothing follows that would have to be read before the answer.
    if (bit === SEEN_FRAMING && raw[at + 1] !== "0") flags |= HAS_BODY;
    if (bit === SEEN_EXPECT) flags |= EXPECTS_CONTINUE;
  }
  return flags;
}

const SEEN_HOST = 1;
const SEEN_CONTENT_TYPE = 2;
const SEEN_AUTHORIZATION = 4;
const SEEN_FRAMING = 8;
const SEEN_EXPECT = 16;

/** Lengths first, then the usual spelling: most names are told apart from all of these without lowering a letter. */
function singleton_bit(name: string): number {
  switch (name.length) {
    case 4:
      return is_named(name, "Host") ? SEEN_HOST : 0;
    case 6:
      return name !== "Accept" && is_named(name, "Expect") ? SEEN_EXPECT : 0;
    case 12:
      return is_named(name, "Content-Type") ? SEEN_CONTENT_TYPE : 0;
    case 13:
      return is_named(name, "Authorization") ? SEEN_AUTHORIZATION : 0;
    case 14:
      return is_named(name, "Content-Length") ? SEEN_FRAMING : 0;
    case 17:
      return is_named(name, "Transfer-Encoding") ? SEEN_FRAMING : 0;
    default:
      return 0;
  }
}

function is_named(name: string, wanted: string): boolean {
  return name === wanted || name.toLowerCase() === wanted.toLowerCase();
}

// A client keeps its Host for a whole connection and mostly all clients share one: the last good one is remembered.
let last_good_host = "localhost";

/** Werkzeug's idea of a host, and `_`, which names inside a container network have. */
function is_host(text: string): boolean {
  if (text === last_good_host) return true;
  if (!host_is_trusted(text.replaceAll("_", "-"))) return false;
  last_good_host = text;
  return true;
}

const SLASH = 0x2f;
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/is;

/**
 * The request-target as a path with its query, or undefined where it must be refused. The absolute form (RFC 9112
 * section 3.2.2) is routed by its path, but only when its authority is the one of the Host header: a guard
 * that looks at one of the two must not be passed with the other.
 */
export function origin_form(target: string, raw_headers: readonly string[]): string | undefined {
  if (target.charCodeAt(0) === SLASH || target === "*") return target;
  const parts = ABSOLUTE_FORM.exec(target);
  if (parts === null) return undefined;
  const [, authority = "", rest = ""] = parts;
  if (authority.toLowerCase() !== host_of(raw_headers)?.toLowerCase()) return undefined;
  return rest.startsWith("/") ? rest : `/${rest}`;
}

function host_of(raw: readonly string[]): string | undefined {
  for (let at = 0; at < raw.length; at += 2) {
    if (raw[at]!.toLowerCase() === "host") return raw[at + 1];
  }
  return undefined;
}
