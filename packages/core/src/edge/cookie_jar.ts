import { Cookie, defaultPath, pathMatch } from "tough-cookie";
import { type DumpCookieOptions, dump_cookie, parse_cookie_pairs } from "../data/cookie_text.ts";

/** A cookie as the jar keeps it (Werkzeug's `werkzeug.test.Cookie`). */
export interface ClientCookie {
  readonly key: string;
  /** As it is sent, quotes and all. */
  readonly value: string;
  readonly decoded_key: string;
  readonly decoded_value: string;
  readonly domain: string;
  /** Whether only the very host gets it: no Domain was given. */
  readonly origin_only: boolean;
  readonly path: string;
  readonly expires: Date | null;
  readonly max_age: number | null;
  readonly secure: boolean;
  readonly http_only: boolean;
  readonly same_site: string | null;
}

/** Where a cookie is kept: a name may have a cookie for each domain and path. */
export interface CookiePlace {
  readonly domain?: string;
  readonly path?: string;
}

export interface SetClientCookie extends DumpCookieOptions {
  readonly domain?: string;
  readonly path?: string;
  readonly origin_only?: boolean;
}

interface Kept {
  readonly cookie: ClientCookie;
  /** Milliseconds of the epoch, Infinity for a session cookie. */
  readonly expires_at: number;
}

/**
 * The cookies of a test client. Unlike a browser's jar it takes any Domain and sends Secure cookies over http,
 * as Werkzeug's does, so that a test sees what the app wrote.
 */
export class ClientCookies {
  readonly #kept = new Map<string, Kept>();

  get(key: string, { domain = "localhost", path = "/" }: CookiePlace = {}): ClientCookie | null {
    const place = place_key(domain, path, key);
    const kept = this.#kept.get(place);
    if (kept === undefined) return null;
    if (kept.expires_at > Date.now()) return kept.cookie;
    this.#kept.delete(place);
    return null;
  }

  set(key: string, value: string, options: SetClientCookie): void {
    const { origin_only = true, domain = "localhost", path = "/", ...attributes } = options;
    const header = dump_cookie(key, value, { ...attributes, domain, path });
    this.#keep(parse_set_cookie(header, domain, "/"), origin_only);
  }

  delete(key: string, { domain = "localhost", path = "/" }: CookiePlace): void {
    this.#kept.delete(place_key(domain, path, key));
  }

  /** Takes the Set-Cookie headers of an answer from `server_name`. */
  update(server_name: string, url_path: string, headers: readonly string[]): void {
    for (const header of headers) this.#keep(parse_set_cookie(header, server_name, url_path));
  }

  /** The Cookie header of a request, undefined when no cookie is meant for it. */
  header_for(server_name: string, url_path: string): string | undefined {
    const pairs: string[] = [];
    for (const { cookie, expires_at } of this.#kept.values()) {
      if (expires_at > Date.now() && is_meant_for(cookie, server_name, url_path))
        pairs.push(`${cookie.key}=${cookie.value}`);
    }
    return pairs.length === 0 ? undefined : pairs.join("; ");
  }

  #keep(parsed: Kept | undefined, origin_only?: boolean): void {
    if (parsed === undefined) return;
    const cookie = origin_only === undefined ? parsed.cookie : { ...parsed.cookie, origin_only };
    const place = place_key(cookie.domain, cookie.path, cookie.decoded_key);
    if (parsed.expires_at <= Date.now()) this.#kept.delete(place);
    else this.#kept.set(place, { cookie, expires_at: parsed.expires_at });
  }
}

function parse_set_cookie(header: string, server_name: string, url_path: string): Kept | undefined {
  const parsed = Cookie.parse(header, { loose: true });
  if (parsed === undefined) return undefined;
  const [decoded_key = parsed.key, decoded_value = parsed.value] = parse_cookie_pairs(
    header.split(";", 1)[0]!,
  );
  const cookie: ClientCookie = {
    key: parsed.key,
    value: parsed.value,
    decoded_key,
    decoded_value,
    domain: parsed.domain ?? server_name,
    origin_only: parsed.domain === null,
    path: parsed.path ?? defaultPath(url_path),
    expires: parsed.expires instanceof Date ? parsed.expires : null,
    max_age: typeof parsed.maxAge === "number" ? parsed.maxAge : null,
    secure: parsed.secure,
    http_only: parsed.httpOnly,
    same_site: parsed.sameSite ? capitalised(parsed.sameSite) : null,
  };
  return { cookie, expires_at: expiry(parsed) };
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Max-Age goes before Expires (RFC 6265 section 5.3). */
function expiry(cookie: Cookie): number {
  if (typeof cookie.maxAge === "number") return cookie.maxAge <= 0 ? 0 : Date.now() + cookie.maxAge * 1000;
  return cookie.expires instanceof Date ? cookie.expires.getTime() : Number.POSITIVE_INFINITY;
}

function is_meant_for(cookie: ClientCookie, server_name: string, url_path: string): boolean {
  const same_host = server_name === cookie.domain;
  const below = !cookie.origin_only && server_name.endsWith(`.${cookie.domain}`);
  return (same_host || below) && pathMatch(url_path, cookie.path);
}

// None of the three can hold a NUL.
const place_key = (domain: string, path: string, key: string) => `${domain}\0${path}\0${key}`;
