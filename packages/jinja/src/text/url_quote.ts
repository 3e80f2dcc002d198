const KEPT = /[A-Za-z0-9_.~-]/;

/** Percent-encodes text as UTF-8. In a query `/` is encoded too and spaces become `+`. */
export function url_quote(text: string, for_query: boolean): string {
  let out = "";
  for (const byte of new TextEncoder().encode(text)) {
    const char = String.fromCharCode(byte);
    if (KEPT.test(char) || (char === "/" && !for_query)) out += char;
    else if (char === " " && for_query) out += "+";
    else out += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}
