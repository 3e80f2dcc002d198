import { escape_text } from "./markup.ts";

export interface UrlizeOptions {
  /** Links longer than this show shortened. */
  readonly limit: number | null;
  readonly rel: string;
  readonly target: string;
  readonly schemes: readonly string[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts the separators as whitespace
const WHITESPACE = /([\s\x1c-\x1f\x85]+)/;
const OPENING = /^(?:[(<]|&lt;)+/;
const CLOSING_ENDS = [")", ">", ".", ",", "\n", "&gt;"];
const PAIRS = [
  ["(", ")"],
  ["<", ">"],
  ["&lt;", "&gt;"],
] as const;

/** Turns what looks like a URL or mail address in escaped HTML into links. */
export function urlize(html: string, options: UrlizeOptions): string {
  return html
    .split(WHITESPACE)
    .map((word) => link_word(word, options))
    .join("");
}

function link_word(word: string, options: UrlizeOptions): string {
  const head = OPENING.exec(word)?.[0] ?? "";
  const stop = closing_start(word, head.length);
  const [middle, tail] = balance(word.slice(head.length, stop), word.slice(stop));
  return head + (link(middle, options) ?? middle) + tail;
}

/** Where the punctuation at the end of a word begins. Scans from the end: no backtracking. */
function closing_start(word: string, from: number): number {
  let at = word.length;
  while (at > from) {
    const mark = CLOSING_ENDS.find((one) => word.endsWith(one, at) && at - one.length >= from);
    if (mark === undefined) break;
    at -= mark.length;
  }
  return at;
}

/** A closing bracket belongs to the URL where the URL opened it. */
function balance(middle: string, tail: string): [string, string] {
  let [inside, outside] = [middle, tail];
  for (const [open, close] of PAIRS) {
    const opened = count(inside, open);
    if (opened <= count(inside, close)) continue;
    for (let left = Math.min(opened, count(outside, close)); left > 0; left--) {
      const stop = outside.indexOf(close) + close.length;
      inside += outside.slice(0, stop);
      outside = outside.slice(stop);
    }
  }
  return [inside, outside];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function link(middle: string, options: UrlizeOptions): string | undefined {
  if (is_url(middle)) return url_link(middle, options);
  if (middle.startsWith("mailto:") && is_email(middle.slice(7)))
    return `<a href="${middle}">${middle.slice(7)}</a>`;
  if (is_plain_email(middle)) return `<a href="mailto:${middle}">${middle}</a>`;
  const scheme = options.schemes.find((one) => middle !== one && middle.startsWith(one));
  return scheme === undefined ? undefined : `<a href="${middle}"${attributes(options)}>${middle}</a>`;
}

function attributes({ rel, target }: UrlizeOptions): string {
  const rel_part = rel === "" ? "" : ` rel="${escape_text(rel)}"`;
  return target === "" ? rel_part : `${rel_part} target="${escape_text(target)}"`;
}

function url_link(url: string, options: UrlizeOptions): string {
  const { limit } = options;
  const shown = limit !== null && url.length > limit ? `${url.slice(0, limit)}...` : url;
  const href = url.startsWith("https://") || url.startsWith("http://") ? url : `https://${url}`;
  return `<a href="${href}"${attributes(options)}>${shown}</a>`;
}

function is_plain_email(text: string): boolean {
  return (
    text.includes("@") &&
    !text.startsWith("www.") &&
    !text.startsWith("@") &&
    !text.includes(":") &&
    is_email(text)
  );
}

/** `\S+@\w[\w.-]*\.\w+`, taken apart at the last `@`, so that it cannot backtrack. */
function is_email(text: string): boolean {
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  const dot = domain.lastIndexOf(".");
  return (
    at > 0 &&
    dot > 0 &&
    /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(domain) &&
    /^[\p{L}\p{N}_]+$/u.test(domain.slice(dot + 1))
  );
}

const SCHEME = /^https?:\/\//i;
const HOST_END = /[/?#:]/;
const BASIC_TLD = /^(?:com|net|int|edu|gov|org|info|mil)$/i;
const LABEL = /^[\p{L}\p{N}_%-]+$/u;

/** Whether the text is a whole URL: scheme or `www.` with any domain, or a bare domain of a well-known kind. */
function is_url(text: string): boolean {
  const scheme = SCHEME.exec(text)?.[0] ?? "";
  const www = scheme === "" && /^www\./i.test(text);
  const rest = text.slice(scheme.length);
  if (scheme !== "" && rest.startsWith("[")) return is_ipv6_url(rest);
  const stop = rest.search(HOST_END);
  const host = stop < 0 ? rest : rest.slice(0, stop);
  if (!is_tail(stop < 0 ? "" : rest.slice(stop))) return false;
  if (scheme !== "") return is_domain(host) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
  return (www && is_domain(host.slice(4))) || is_known_domain(host);
}

function is_ipv6_url(rest: string): boolean {
  const stop = rest.indexOf("]");
  const inside = rest.slice(1, stop);
  return (
    stop > 0 &&
    inside.length < 46 &&
    /^(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}$/i.test(inside) &&
    is_tail(rest.slice(stop + 1))
  );
}

/** Port, path, query and fragment. */
function is_tail(tail: string): boolean {
  return /^(?::\d{1,5})?(?:[/?#]\S*)?$/.test(tail);
}

function is_domain(host: string): boolean {
  const labels = host.split(".");
  const tld = labels.pop() ?? "";
  if (!/^(?:[a-z]{2,63}|xn--[\p{L}\p{N}_%]{2,59})$/iu.test(tld)) return false;
  return labels.every((label) => LABEL.test(label));
}

function is_known_domain(host: string): boolean {
  const labels = host.split(".");
  const tld = labels.pop() ?? "";
  const sized = labels.every((label) => LABEL.test(label) && label.length >= 2 && label.length <= 63);
  return labels.length > 0 && BASIC_TLD.test(tld) && sized;
}
