/** Python's character classes, by Unicode property. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python's whitespace has the separators
const SPACE = /^[\s\x1c-\x1f\x85]$/u;
const ALPHA = /^\p{L}$/u;
const DECIMAL = /^\p{Nd}$/u;
const NUMERIC = /^[\p{N}]$/u;
const CASED = /^[\p{Lu}\p{Ll}\p{Lt}]$/u;

export function is_space(char: string): boolean {
  return char !== "\ufeff" && SPACE.test(char);
}
export function is_alpha(char: string): boolean {
  return ALPHA.test(char);
}
export function is_decimal(char: string): boolean {
  return DECIMAL.test(char);
}
export function is_numeric(char: string): boolean {
  return NUMERIC.test(char);
}
export function is_cased(char: string): boolean {
  return CASED.test(char) || (char.toLowerCase() !== char.toUpperCase() && !/\p{M}/u.test(char));
}

/** Python's `isspace` of a whole text. */
export function all_space(text: string): boolean {
  return text !== "" && every_char(text, is_space);
}

export function every_char(text: string, test: (char: string) => boolean): boolean {
  for (const char of text) if (!test(char)) return false;
  return true;
}

/** Index of the first character that is no whitespace. */
export function space_start(text: string): number {
  let at = 0;
  while (at < text.length && is_space(text.charAt(at))) at++;
  return at;
}

/** Index after the last character that is no whitespace. */
export function space_end(text: string): number {
  let at = text.length;
  while (at > 0 && is_space(text.charAt(at - 1))) at--;
  return at;
}

/** Python's `strip`, on the sides asked for; `chars` null means whitespace. */
export function strip(text: string, chars: string | null, left: boolean, right: boolean): string {
  if (chars === null) {
    const stop = right ? space_end(text) : text.length;
    return text.slice(left ? Math.min(space_start(text), stop) : 0, stop);
  }
  const set = new Set(chars);
  const list = Array.from(text);
  let start = 0;
  let stop = list.length;
  while (left && start < stop && set.has(list[start] ?? "")) start++;
  while (right && stop > start && set.has(list[stop - 1] ?? "")) stop--;
  return list.slice(start, stop).join("");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python's line boundaries
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/** Python's `splitlines`. */
export function split_lines(text: string, keep_ends = false): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keep_ends ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Python's `capitalize`: the first character in title case, the rest lower. */
export function capitalize(text: string): string {
  const first = text.slice(0, (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return title_case(first) + text.slice(first.length).toLowerCase();
}

/** `ß` becomes `Ss` in title case, `ǆ` becomes `ǅ`. */
export function title_case(char: string): string {
  const upper = char.toUpperCase();
  if (char.length > 0 && upper.length > char.length) return upper.charAt(0) + upper.slice(1).toLowerCase();
  return DIGRAPHS.get(upper) ?? upper;
}

const DIGRAPHS = new Map([
  ["Ǆ", "ǅ"],
  ["Ǉ", "ǈ"],
  ["Ǌ", "ǋ"],
  ["Ǳ", "ǲ"],
]);

/** Python's `str.title`: a capital after every character without case. */
export function title(text: string): string {
  let out = "";
  let inside = false;
  for (const char of text) {
    out += inside ? char.toLowerCase() : title_case(char);
    inside = is_cased(char);
  }
  return out;
}

export function swap_case(text: string): string {
  return Array.from(text, (char) =>
    char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase(),
  ).join("");
}

/** Python's `casefold`: lower case that makes `ß` and `ss` equal. The dotless i keeps to itself. */
export function case_fold(text: string): string {
  return Array.from(text, (char) => (char === "ı" ? char : char.toUpperCase().toLowerCase())).join("");
}

const DIGIT = /\p{Nd}/gu;

/** Decimal digits of all scripts as ASCII digits: Python's `int()` and `float()` read them. */
export function ascii_digits(text: string): string {
  return text.replace(DIGIT, (digit) => {
    if (digit <= "9") return digit;
    const plain = digit.normalize("NFKC");
    return plain <= "9" ? plain : String(digit_value(digit.codePointAt(0) ?? 0));
  });
}

/** Digits stand in runs of ten, from zero up. */
function digit_value(code: number): number {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}
