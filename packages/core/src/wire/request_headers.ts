import type { Accept } from "../data/accept.ts";
import { parse_accept_header } from "../data/accept_header.ts";
import { Authorization } from "../data/authorization.ts";
import { parse_cache_control_header, RequestCacheControl } from "../data/cache_control.ts";
import { CharsetAccept } from "../data/charset_accept.ts";
import { parse_date } from "../data/dates.ts";
import { type ETags, parse_etags } from "../data/etags.ts";
import { type HeaderSet, parse_set_header } from "../data/header_set.ts";
import { parse_list_header } from "../data/header_value.ts";
import { type IfRange, parse_if_range_header } from "../data/if_range.ts";
import { LanguageAccept } from "../data/language_accept.ts";
import { MIMEAccept } from "../data/mime_accept.ts";
import { parse_plain_integer } from "../data/plain_integer.ts";
import { parse_range_header, type Range } from "../data/range.ts";
import { RequestHead } from "./request_head.ts";
import { UserAgent } from "./user_agent.ts";

/** What the headers of a request mean, each parsed when it is first asked for; null where the header is missing. */
export class RequestHeaders extends RequestHead {
  /** The class of `user_agent`; a subclass may parse. */
  static readonly user_agent_class: new (header: string) => UserAgent = UserAgent;
  #parsed: Map<string, unknown> | undefined;

  #text(name: string): string | null {
    return this.header_list.get(name) ?? null;
  }

  /** The value that `parse` gives for a header, made once. */
  #once<T>(name: string, parse: (header: string | null) => T): T {
    this.#parsed ??= new Map();
    if (!this.#parsed.has(name)) this.#parsed.set(name, parse(this.#text(name)));
    return this.#parsed.get(name) as T; // each name has one parser
  }

  get content_encoding(): string | null {
    return this.#text("Content-Encoding");
  }

  get content_md5(): string | null {
    return this.#text("Content-MD5");
  }

  /** The Referer header, whose name is misspelled. */
  get referrer(): string | null {
    return this.#text("Referer");
  }

  get origin(): string | null {
    return this.#text("Origin");
  }

  get date(): Date | null {
    return parse_date(this.#text("Date"));
  }

  get max_forwards(): number | null {
    return parse_plain_integer(this.#text("Max-Forwards") ?? "");
  }

  get pragma(): HeaderSet {
    return this.#once("Pragma", parse_set_header);
  }

  get accept_mimetypes(): MIMEAccept {
    return this.#once("Accept", (header) => parse_accept_header(header, MIMEAccept));
  }

  get accept_charsets(): CharsetAccept {
    return this.#once("Accept-Charset", (header) => parse_accept_header(header, CharsetAccept));
  }

  get accept_encodings(): Accept {
    return this.#once("Accept-Encoding", parse_accept_header);
  }

  get accept_languages(): LanguageAccept {
    return this.#once("Accept-Language", (header) => parse_accept_header(header, LanguageAccept));
  }

  get cache_control(): RequestCacheControl {
    return this.#once("Cache-Control", (header) =>
      parse_cache_control_header(header, null, RequestCacheControl),
    );
  }

  get if_match(): ETags {
    return this.#once("If-Match", parse_etags);
  }

  get if_none_match(): ETags {
    return this.#once("If-None-Match", parse_etags);
  }

  get if_modified_since(): Date | null {
    return parse_date(this.#text("If-Modified-Since"));
  }

  get if_unmodified_since(): Date | null {
    return parse_date(this.#text("If-Unmodified-Since"));
  }

  get if_range(): IfRange {
    return this.#once("If-Range", parse_if_range_header);
  }

  /** Null for a missing header and for one that is no range. */
  get range(): Range | null {
    return this.#once("Range", parse_range_header);
  }

  get user_agent(): UserAgent {
    const { user_agent_class } = this.constructor as typeof RequestHeaders; // a subclass may name another
    return this.#once("User-Agent", (header) => new user_agent_class(header ?? ""));
  }

  /** Null for a missing header and for one that cannot be read. */
  get authorization(): Authorization | null {
    return this.#once("Authorization", (header) => Authorization.from_header(header));
  }

  get access_control_request_headers(): HeaderSet | null {
    return this.#once("Access-Control-Request-Headers", (header) =>
      header === null ? null : parse_set_header(header),
    );
  }

  get access_control_request_method(): string | null {
    return this.#text("Access-Control-Request-Method");
  }

  get sec_fetch_site(): string | null {
    return this.#text("Sec-Fetch-Site");
  }

  get sec_fetch_mode(): string | null {
    return this.#text("Sec-Fetch-Mode");
  }

  get sec_fetch_dest(): string | null {
    return this.#text("Sec-Fetch-Dest");
  }

  /** Whether a person's click or key caused the request. */
  get sec_fetch_user(): boolean {
    return this.#text("Sec-Fetch-User") === "?1";
  }

  /**
   * The addresses from the client to the last proxy that X-Forwarded-For names, else the peer's. Any client can send
   * the header: it proves nothing, and `remote_addr` never comes from it.
   */
  get access_route(): readonly string[] {
    const forwarded = this.#text("X-Forwarded-For");
    if (forwarded !== null) return parse_list_header(forwarded);
    return this.remote_addr === null ? [] : [this.remote_addr];
  }
}
