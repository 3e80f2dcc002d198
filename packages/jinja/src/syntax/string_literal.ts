const ESCAPE =
  /\\(?:(\n)|([\\'"abfnrtv])|([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|(N\{[^}]*\}?))/g;
const SIMPLE = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** The value of a string literal between its quotes: Python's escapes; unknown ones stay. Throws RangeError when malformed. */
export function literal_value(body: string): string {
  if (!body.includes("\\")) return body;
  return body.replace(ESCAPE, (_whole, newline, simple, octal, x, u, long, name) => {
    if (newline !== undefined) return "";
    if (simple !== undefined) return SIMPLE.get(simple) ?? simple;
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    if (x !== undefined) return code_point(x, 2, "\\xXX");
    if (u !== undefined) return code_point(u, 4, "\\uXXXX");
    if (long !== undefined) return code_point(long, 8, "\\UXXXXXXXX");
    throw new RangeError(`unknown Unicode character name ${name}`);
  });
}

function code_point(digits: string, width: number, shape: string): string {
  if (digits.length < width) throw new RangeError(`truncated ${shape} escape`);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) throw new RangeError("illegal Unicode character");
  return String.fromCodePoint(code);
}
