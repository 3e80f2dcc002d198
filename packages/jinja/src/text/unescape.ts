import { BARE_ENTITIES, ENTITY_TABLE } from "./entities.ts";

const REFERENCE = /&(#[0-9]{1,12};?|#[xX][0-9a-fA-F]{1,12};?|[^\t\n\f <&#;]{1,32};?)/g;

let tables: { named: Map<string, string>; bare: Set<string> } | undefined;

/** The tables are built on first use: few programs ever unescape. */
function entity_tables(): { named: Map<string, string>; bare: Set<string> } {
  tables ??= {
    named: new Map(ENTITY_TABLE.split(",").map(parse_entity)),
    bare: new Set(BARE_ENTITIES.split(" ")),
  };
  return tables;
}

function parse_entity(entry: string): [string, string] {
  const [name = "", ...codes] = entry.split(" ");
  return [name, String.fromCodePoint(...codes.map((code) => Number.parseInt(code, 16)))];
}

/** Python's `html.unescape`: named and numeric character references become characters. */
export function unescape_html(text: string): string {
  return text.includes("&") ? text.replace(REFERENCE, replace_reference) : text;
}

function replace_reference(whole: string, body: string): string {
  if (!body.startsWith("#")) return named_character(whole, body);
  const digits = body.slice(1).replace(";", "");
  const hex = /^[xX]/.test(digits);
  return numeric_character(Number.parseInt(hex ? digits.slice(1) : digits, hex ? 16 : 10));
}

function named_character(whole: string, body: string): string {
  const { named, bare } = entity_tables();
  const name = body.replace(";", "");
  const found = named.get(name);
  if (found !== undefined && (body.endsWith(";") || bare.has(name))) return found;
  for (let length = body.length - 1; length > 1; length--) {
    const prefix = body.slice(0, length);
    if (bare.has(prefix)) return (named.get(prefix) ?? "") + body.slice(length);
  }
  return whole;
}

/** HTML reads the numbers of Windows-1252's printable range as that code page's characters. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function numeric_character(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252.charAt(code - 0x80);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  return is_invalid(code) ? "" : String.fromCodePoint(code);
}

/** Control characters and non-characters are dropped. */
function is_invalid(code: number): boolean {
  if (code === 0xd) return false;
  if (code < 0x20) return code !== 0x9 && code !== 0xa && code !== 0xc;
  return code === 0x7f || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}
