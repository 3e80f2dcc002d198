/** Keeps integers exact: a number while it is safe, a BigInt beyond 2^53. */
export function make_int(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

export function to_bigint(value: number | bigint | boolean): bigint {
  return BigInt(value);
}

/** Python's floor division: the quotient is rounded down, not towards zero. */
export function floor_divide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Python's modulo: the sign is the divisor's. */
export function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** The bits that the result of `base ** exponent` would have, roughly. */
export function power_bits(base: bigint, exponent: bigint): number {
  return base.toString(16).length * 4 * Number(exponent);
}
