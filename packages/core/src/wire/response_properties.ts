import { dump_age, parse_age } from "../data/age.ts";
import { parse_cache_control_header, ResponseCacheControl } from "../data/cache_control.ts";
import { ContentRange, parse_content_range_header } from "../data/content_range.ts";
import { ContentSecurityPolicy, parse_csp_header } from "../data/csp.ts";
import { http_date, parse_date } from "../data/dates.ts";
import { dump_header } from "../data/dict_header.ts";
import { quote_etag, unquote_etag } from "../data/etags.ts";
import { type HeaderSet, parse_set_header } from "../data/header_set.ts";
import { observed } from "../data/observed.ts";
import { dump_options_header, parse_options_header } from "../data/options_header.ts";
import { parse_plain_integer } from "../data/plain_integer.ts";
import type { Timedelta } from "../data/timedelta.ts";
import { WWWAuthenticate } from "../data/www_authenticate.ts";
import { ResponseHead } from "./response_head.ts";

/** A point in time for a header: a Date, or seconds since the epoch. */
export type Time = Date | number | null;

/** What a set of names, such as Vary, may be set to. */
export type NamesInit = string | Iterable<string> | null;

/** The headers of a response as values, read and set one by one; null takes a header away. */
export class ResponseProperties extends ResponseHead {
  #text(name: string): string | null {
    return this.header_list.get(name) ?? null;
  }

  #set_text(name: string, value: string | null): void {
    if (value === null) this.header_list.remove(name);
    else this.header_list.set(name, value);
  }

  #set_time(name: string, time: Time): void {
    this.#set_text(name, time === null ? null : http_date(time));
  }

  /** A set that writes its header after each change. */
  #names(name: string): HeaderSet {
    return parse_set_header(this.#text(name), (set) => {
      const text = set.size === 0 ? null : set.to_header();
      // Every response of a session passes here, and the three checks of a header cost it 0.3 µs.
      if (text === "Cookie") this.header_list.put(name, text);
      else this.#set_text(name, text);
    });
  }

  #set_names(name: string, value: NamesInit): void {
    const text = value === null || typeof value === "string" ? value : dump_header(value);
    this.#set_text(name, text === "" ? null : text);
  }

  /** Where a redirect leads; quoted when it is sent. */
  get location(): string | null {
    return this.#text("Location");
  }

  set location(value: string | null) {
    this.#set_text("Location", value);
  }

  get age(): Timedelta | null {
    return parse_age(this.#text("Age"));
  }

  set age(value: Timedelta | number | null) {
    this.#set_text("Age", dump_age(value));
  }

  get content_length(): number | null {
    return parse_plain_integer(this.#text("Content-Length") ?? "");
  }

  set content_length(value: number | null) {
    this.#set_text("Content-Length", value === null ? null : String(value));
  }

  get content_location(): string | null {
    return this.#text("Content-Location");
  }

  set content_location(value: string | null) {
    this.#set_text("Content-Location", value);
  }

  get content_encoding(): string | null {
    return this.#text("Content-Encoding");
  }

  set content_encoding(value: string | null) {
    this.#set_text("Content-Encoding", value);
  }

  get content_md5(): string | null {
    return this.#text("Content-MD5");
  }

  set content_md5(value: string | null) {
    this.#set_text("Content-MD5", value);
  }

  get date(): Date | null {
    return parse_date(this.#text("Date"));
  }

  set date(value: Time) {
    this.#set_time("Date", value);
  }

  get expires(): Date | null {
    return parse_date(this.#text("Expires"));
  }

  set expires(value: Time) {
    this.#set_time("Expires", value);
  }

  get last_modified(): Date | null {
    return parse_date(this.#text("Last-Modified"));
  }

  set last_modified(value: Time) {
    this.#set_time("Last-Modified", value);
  }

  /** The time from which on the client may try again; set as a Date or as seconds from now. */
  get retry_after(): Date | null {
    const text = this.#text("Retry-After") ?? "";
    const seconds = parse_plain_integer(text);
    return seconds === null ? parse_date(text) : new Date(Date.now() + seconds * 1000);
  }

  set retry_after(value: Date | number | string | null) {
    if (value instanceof Date) this.#set_time("Retry-After", value);
    else this.#set_text("Retry-After", value === null ? null : String(value));
  }

  /** The request headers that the response depends on: `response.vary.add("Cookie")`. */
  get vary(): HeaderSet {
    return this.#names("Vary");
  }

  set vary(value: NamesInit) {
    this.#set_names("Vary", value);
  }

  get content_language(): HeaderSet {
    return this.#names("Content-Language");
  }

  set content_language(value: NamesInit) {
    this.#set_names("Content-Language", value);
  }

  /** The methods that a resource has, for 405 and OPTIONS. */
  get allow(): HeaderSet {
    return this.#names("Allow");
  }

  set allow(value: NamesInit) {
    this.#set_names("Allow", value);
  }

  /** `response.cache_control.max_age = 60` writes the header. */
  get cache_control(): ResponseCacheControl {
    const write = (control: { readonly size: number; to_header(): string }) =>
      this.#set_text("Cache-Control", control.size === 0 ? null : control.to_header());
    return parse_cache_control_header(this.#text("Cache-Control"), write, ResponseCacheControl);
  }

  /** The tag without quotes and whether it is weak, `[null, null]` where there is none. */
  get_etag(): readonly [etag: string, is_weak: boolean] | readonly [null, null] {
    return unquote_etag(this.#text("ETag"));
  }

  set_etag(etag: string, weak: boolean | { readonly weak?: boolean } = false): void {
    this.#set_text("ETag", quote_etag(etag, weak));
  }

  get accept_ranges(): string | null {
    return this.#text("Accept-Ranges");
  }

  set accept_ranges(value: string | null) {
    this.#set_text("Accept-Ranges", value);
  }

  get content_range(): ContentRange {
    const write = (range: ContentRange) =>
      this.#set_text("Content-Range", range.units === null ? null : range.to_header());
    const parsed = parse_content_range_header(this.#text("Content-Range"), write);
    return parsed ?? new ContentRange(null, null, null, null, write);
  }

  set content_range(value: ContentRange | string | null) {
    const text = value === null || typeof value === "string" ? value : value.to_header();
    this.#set_text("Content-Range", text || null);
  }

  /** The first challenge; set, it may be a list. */
  get www_authenticate(): WWWAuthenticate {
    const challenge =
      WWWAuthenticate.from_header(this.#text("WWW-Authenticate")) ?? new WWWAuthenticate("basic");
    challenge.on_update = (changed) => this.#set_text("WWW-Authenticate", changed.to_header());
    return challenge;
  }

  set www_authenticate(value: WWWAuthenticate | readonly WWWAuthenticate[] | null) {
    const [first, ...others] = value instanceof WWWAuthenticate ? [value] : (value ?? []);
    this.#set_text("WWW-Authenticate", first?.to_header() ?? null);
    for (const challenge of others) this.header_list.add("WWW-Authenticate", challenge.to_header());
    if (value instanceof WWWAuthenticate)
      value.on_update = (changed) => this.#set_text("WWW-Authenticate", changed.to_header());
  }

  get content_security_policy(): ContentSecurityPolicy {
    return this.#policy("Content-Security-Policy");
  }

  set content_security_policy(value: ContentSecurityPolicy | string | null) {
    this.#set_policy("Content-Security-Policy", value);
  }

  get content_security_policy_report_only(): ContentSecurityPolicy {
    return this.#policy("Content-Security-Policy-Report-Only");
  }

  set content_security_policy_report_only(value: ContentSecurityPolicy | string | null) {
    this.#set_policy("Content-Security-Policy-Report-Only", value);
  }

  #policy(name: string): ContentSecurityPolicy {
    const write = (policy: ContentSecurityPolicy) => this.#set_policy(name, policy);
    return parse_csp_header(this.#text(name), write) ?? new ContentSecurityPolicy(null, write);
  }

  #set_policy(name: string, value: ContentSecurityPolicy | string | null): void {
    const text = value === null || typeof value === "string" ? value : value.to_header();
    this.#set_text(name, text === "" ? null : text);
  }

  /** Whether credentials may be sent across origins. */
  get access_control_allow_credentials(): boolean {
    return this.header_list.has("Access-Control-Allow-Credentials");
  }

  set access_control_allow_credentials(value: boolean | null) {
    this.#set_text("Access-Control-Allow-Credentials", value === true ? "true" : null);
  }

  get access_control_allow_headers(): HeaderSet {
    return this.#names("Access-Control-Allow-Headers");
  }

  set access_control_allow_headers(value: NamesInit) {
    this.#set_names("Access-Control-Allow-Headers", value);
  }

  get access_control_allow_methods(): HeaderSet {
    return this.#names("Access-Control-Allow-Methods");
  }

  set access_control_allow_methods(value: NamesInit) {
    this.#set_names("Access-Control-Allow-Methods", value);
  }

  get access_control_allow_origin(): string | null {
    return this.#text("Access-Control-Allow-Origin");
  }

  set access_control_allow_origin(value: string | null) {
    this.#set_text("Access-Control-Allow-Origin", value);
  }

  get access_control_expose_headers(): HeaderSet {
    return this.#names("Access-Control-Expose-Headers");
  }

  set access_control_expose_headers(value: NamesInit) {
    this.#set_names("Access-Control-Expose-Headers", value);
  }

  get access_control_max_age(): number | null {
    return parse_plain_integer(this.#text("Access-Control-Max-Age") ?? "");
  }

  set access_control_max_age(value: number | null) {
    this.#set_text("Access-Control-Max-Age", value === null ? null : String(value));
  }

  /** "unsafe-none" where the header is missing. */
  get cross_origin_opener_policy(): string {
    return this.#text("Cross-Origin-Opener-Policy") ?? "unsafe-none";
  }

  set cross_origin_opener_policy(value: string | null) {
    this.#set_text("Cross-Origin-Opener-Policy", value);
  }

  get cross_origin_embedder_policy(): string {
    return this.#text("Cross-Origin-Embedder-Policy") ?? "unsafe-none";
  }

  set cross_origin_embedder_policy(value: string | null) {
    this.#set_text("Cross-Origin-Embedder-Policy", value);
  }

  /** The parameters of the content type, whose changes reach the header; set, they replace those that are there. */
  get mimetype_params(): Record<string, string> {
    const params = parse_options_header(this.#text("Content-Type") ?? "")[1];
    return observed(params, () => {
      this.mimetype_params = params;
    });
  }

  set mimetype_params(params: Record<string, string>) {
    this.#set_text("Content-Type", dump_options_header(this.mimetype, params));
  }
}
