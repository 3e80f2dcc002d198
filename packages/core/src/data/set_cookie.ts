/** What a Set-Cookie header says about where its cookie goes. */
export interface SetCookie {
  readonly name: string;
  readonly domain: string | null;
  readonly secure: boolean;
  /** In lower case. */
  readonly samesite: string | null;
}

/** Reads a Set-Cookie header that `dump_cookie` wrote: no attribute's value holds a semicolon. */
export function parse_set_cookie(header: string): SetCookie {
  const [pair = "", ...attributes] = header.split(";");
  const named = new Map(attributes.map(name_and_value));
  return {
    name: pair.slice(0, Math.max(0, pair.indexOf("="))),
    domain: named.get("domain") ?? null,
    secure: named.has("secure"),
    samesite: named.get("samesite")?.toLowerCase() ?? null,
  };
}

function name_and_value(attribute: string): [name: string, value: string] {
  const [name = "", value = ""] = attribute.split("=", 2);
  return [name.trim().toLowerCase(), value.trim()];
}
