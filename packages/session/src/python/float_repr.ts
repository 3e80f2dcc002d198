/**
 * A number as Python's `repr` writes the float: `1.0`, `1e+16`, `1e-07`, `nan` spelled as JSON does (`NaN`).
 * Both languages write the shortest digits that read back, so only the notation differs.
 */
export function float_repr(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", exponent_text] = value.toExponential().split("e");
  const exponent = Number(exponent_text);
  // Python leaves positional notation below 1e-4 and from 1e16 on (float_repr_style "short").
  if (exponent < -4 || exponent >= 16) return mantissa + exponent_suffix(exponent);
  const text = String(value);
  if (exponent < 0 && text.includes("e")) return expand_small(mantissa, exponent);
  return text.includes(".") ? text : `${text}.0`;
}

function exponent_suffix(exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, "0");
  return `e${exponent < 0 ? "-" : "+"}${digits}`;
}

function expand_small(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
}
