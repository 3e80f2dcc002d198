import { parse_cookie_pairs } from "../data/cookie_text.ts";
import { ImmutableView } from "./immutable_multi_dict.ts";
import { MISSING, MultiDict, type MultiDictInit } from "./multi_dict.ts";

/** The cookies in a Cookie header, the first value of a repeated name first (Werkzeug's `parse_cookie`). */
export function parse_cookie(header?: string | null): MultiDict {
  const cookies = new MultiDict();
  const pairs = parse_cookie_pairs(header ?? "");
  for (let at = 0; at < pairs.length; at += 2) cookies.add(pairs[at]!, pairs[at + 1]!);
  return cookies;
}

class CookieView extends ImmutableView<string> {
  override [MISSING](): undefined {
    return undefined;
  }
}

/** `request.cookies`: a name that is not there is undefined. */
export type Cookies = CookieView & { readonly [name: string]: string | undefined };

// The Proxy that the constructor returns is what adds the index signature.
export const Cookies = CookieView as unknown as {
  new (mapping?: MultiDictInit<string> | null): Cookies;
  from_flat(flat: readonly string[]): Cookies;
};
