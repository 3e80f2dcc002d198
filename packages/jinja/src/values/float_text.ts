/** Python's `repr` of a float from the double itself: shortest digits, exponents from 1e16 and below 1e-4. */
export function float_digits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return `${mantissa}e${signed(exponent)}`;
  return place_point(mantissa, exponent);
}

/** Python writes exponents with a sign and two digits at least. */
export function signed(exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, "0");
  return exponent < 0 ? `-${digits}` : `+${digits}`;
}

function place_point(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}
