import { quote, safe_set, unquote_plus } from "./url_text.ts";

// https://url.spec.whatwg.org/#percent-encoded-bytes, as Werkzeug's urlencode has it.
const SAFE_IN_PAIRS = safe_set("!$'()*,/:;?@ ");

/**
 * The names and values of a query string or form body, in turn: `a=1&b` is ["a", "1", "b", ""].
 * Never throws; bytes that are no UTF-8 stay escaped. `max_pairs` bounds what is read.
 */
export function parse_pairs(text: string, max_pairs = Number.POSITIVE_INFINITY): string[] {
  const pairs: string[] = [];
  for (let at = 0; at < text.length && pairs.length < max_pairs * 2; ) {
    const amp = text.indexOf("&", at);
    const end = amp === -1 ? text.length : amp;
    if (end > at) add_pair(pairs, text.slice(at, end));
    at = end + 1;
  }
  return pairs;
}

function add_pair(pairs: string[], pair: string): void {
  const equals = pair.indexOf("=");
  if (equals === -1) pairs.push(unquote_plus(pair), "");
  else pairs.push(unquote_plus(pair.slice(0, equals)), unquote_plus(pair.slice(equals + 1)));
}

/** Pairs as a query string, as Werkzeug quotes it: [["q", "a b"], ["x", "ä"]] is "q=a+b&x=%C3%A4". */
export function urlencode(pairs: Iterable<readonly [string, unknown]>): string {
  let text = "";
  for (const [name, value] of pairs) {
    if (value === null || value === undefined) continue;
    text += `${text === "" ? "" : "&"}${quote_plus(String(name))}=${quote_plus(String(value))}`;
  }
  return text;
}

function quote_plus(value: string): string {
  const quoted = quote(value, SAFE_IN_PAIRS);
  return quoted.includes(" ") ? quoted.replaceAll(" ", "+") : quoted;
}
