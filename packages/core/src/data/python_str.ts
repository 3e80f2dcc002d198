/**
 * What Python's `str()` makes of a value that goes into a URL or header, so that both frameworks write the same: `true` is
 * "True", 0.00001 is "1e-05". A whole number prints as an integer; session's `Float` prints as it does there.
 */
export function python_str(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isInteger(value) ? integer_text(value) : float_text(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null || value === undefined ? "None" : String(value);
}

/** A whole number with all its digits, where JavaScript would write `1e+21`. */
export function integer_text(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(BigInt(value));
}

/** Python's `repr()` of a float: the shortest digits, an exponent below 1e-4 and from 1e16 on. */
export function float_text(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return value.toExponential().replace(/([+-])(\d)$/, "$10$2");
  const text = Object.is(value, -0) ? "-0" : String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}
