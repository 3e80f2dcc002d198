import { ValueError } from "./errors.ts";
import { decode_punycode, encode_punycode } from "./punycode.ts";

// IDNA 2003 (RFC 3490), as Python's "idna" codec has it. Node's own domainToASCII() follows another standard (UTS 46)
// and reads "127.1" as an address, so links and cookies would differ from those that Werkzeug writes.

const PREFIX = "xn--";
const MAX_LABEL = 63;
// Nothing longer becomes a label of 63; not looking at it keeps the work on a hostile one small.
const MAX_UNPREPARED = 1024;
const DOTS = /[.\u3002\uff0e\uff61]/u;
const ASCII = /^[\0-\x7f]*$/;
// RFC 3454 table B.1: commonly mapped to nothing.
// biome-ignore lint/suspicious/noMisleadingCharacterClass: these characters are listed, not combined
const MAPPED_TO_NOTHING = /[\u00ad\u034f\u1806\u180b-\u180d\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/gu;
// RFC 3454 tables C.1.2 to C.9, without what NFKC has replaced.
const PROHIBITED =
  /[\u0080-\u00a0\u06dd\u070f\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2063\u206a-\u206f\u2ff0-\u2ffb\u3000\ufff9-\ufffd\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/u;
// RFC 3454 table D.1.
const RIGHT_TO_LEFT =
  /[\u05be\u05c0\u05c3\u05d0-\u05ea\u05f0-\u05f4\u061b\u061f\u0621-\u063a\u0640-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06fa-\u06fe\u0700-\u070d\u0710\u0712-\u072c\u0780-\u07a5\u07b1\ufb1d-\ufdfc\ufe70-\ufefc]/u;
// RFC 3454 table D.2, but for the symbols in it.
const LETTER = /[\p{L}\p{Nl}]/u;

/** A domain in ASCII: "☃.com" is "xn--n3h.com". Raises ValueError for a label that is empty, too long or forbidden. */
export function encode_idna(domain: string): string {
  if (domain === "") return "";
  const labels = ASCII.test(domain) ? domain.split(".") : domain.split(DOTS);
  const last = labels.at(-1) === "" ? labels.pop() : undefined;
  const encoded = labels.map(encode_label);
  if (last !== undefined) encoded.push(last);
  return encoded.join(".");
}

/** A domain's labels decoded where they are punycode of what encodes back to them; others stay. */
export function decode_idna(domain: string): string {
  if (!domain.includes(PREFIX) || !ASCII.test(domain)) return domain;
  return domain.split(".").map(decode_label).join(".");
}

function encode_label(label: string): string {
  if (label.length > MAX_UNPREPARED) throw new ValueError("a part of a domain is far too long");
  const ascii = ASCII.test(label) ? label : encode_prepared(prepare(label));
  if (ascii.length > 0 && ascii.length <= MAX_LABEL) return ascii;
  throw new ValueError(`"${label}" cannot be part of a domain: 1 to ${MAX_LABEL} characters are allowed`);
}

function encode_prepared(label: string): string {
  if (ASCII.test(label)) return label;
  if (label.startsWith(PREFIX))
    throw new ValueError(`"${label}" is encoded already, and holds more than ASCII`);
  return PREFIX + encode_punycode(label);
}

function decode_label(label: string): string {
  if (!label.startsWith(PREFIX) || label.length > MAX_LABEL) return label;
  try {
    const decoded = decode_punycode(label.slice(PREFIX.length));
    return encode_label(decoded) === label.toLowerCase() ? decoded : label;
  } catch (error) {
    if (error instanceof ValueError) return label;
    throw error;
  }
}

/** Nameprep (RFC 3491): folded, normalised, and checked. */
function prepare(label: string): string {
  const folded = Array.from(label.replace(MAPPED_TO_NOTHING, ""), fold).join("");
  const normal = folded.normalize("NFKC");
  if (PROHIBITED.test(normal)) throw new ValueError(`"${label}" holds a character that no domain may have`);
  if (RIGHT_TO_LEFT.test(normal)) check_direction(normal);
  return normal;
}

/** RFC 3454 table B.2: case folded, so that "ß" is "ss", also when the character is a compatibility form. */
function fold(character: string): string {
  const normal = fold_case(character).normalize("NFKC");
  const again = Array.from(normal, fold_case).join("").normalize("NFKC");
  return again === normal ? fold_case(character) : again;
}

function fold_case(character: string): string {
  // The dotless i has "I" as its upper case but does not fold to "i".
  if (character === "\u0131") return character;
  return Array.from(character.toLowerCase(), (lower) => lower.toUpperCase().toLowerCase()).join("");
}

/** RFC 3454 section 6: right-to-left text starts and ends so, and has no left-to-right letter in it. */
function check_direction(label: string): void {
  const characters = Array.from(label);
  const mixed = characters.some((character) => LETTER.test(character) && !RIGHT_TO_LEFT.test(character));
  const framed = RIGHT_TO_LEFT.test(characters[0]!) && RIGHT_TO_LEFT.test(characters.at(-1)!);
  if (mixed || !framed) throw new ValueError(`"${label}" mixes writing directions`);
}
