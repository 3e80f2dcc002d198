import { OverflowError, ValueError } from "../errors.ts";
import { real_of } from "./arithmetic.ts";
import { is_float, is_int, make_float } from "./float.ts";
import { floor_divide, make_int } from "./integers.ts";
import { type_name } from "./kinds.ts";
import { to_fixed_even } from "./number_format.ts";

/** Python's `round(value, digits)`: halves go to the even neighbour; integers stay integers. */
export function round_even(value: unknown, digits: unknown): unknown {
  const real = real_of(value);
  if (real === undefined) throw new TypeError(`type ${type_name(value)} doesn't define __round__ method`);
  const places = digits === null || digits === undefined ? 0 : whole_digits(digits);
  if (!is_float(value)) return places >= 0 ? real : round_int(BigInt(real), -places);
  const rounded = round_float(Number(real), places);
  if (digits !== null) return make_float(rounded);
  if (Number.isNaN(rounded)) throw new ValueError("cannot convert float NaN to integer");
  if (!Number.isFinite(rounded)) throw new OverflowError("cannot convert float infinity to integer");
  return make_int(BigInt(rounded));
}

function whole_digits(digits: unknown): number {
  if (!is_int(digits))
    throw new TypeError(`'${type_name(digits)}' object cannot be interpreted as an integer`);
  return Number(digits);
}

function round_int(value: bigint, zeros: number): number | bigint {
  const unit = 10n ** BigInt(Math.min(zeros, 400));
  const low = floor_divide(value, unit) * unit;
  const twice = (value - low) * 2n;
  const up = twice > unit || (twice === unit && (low / unit) % 2n !== 0n);
  return make_int(up ? low + unit : low);
}

/** The double that is nearest to the decimal rounding: correct digits decide, as in CPython. */
function round_float(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0 || places > 323) return value;
  if (places < -308) return value < 0 ? -0 : 0;
  if (places === 0 || places < 0) return round_at(value, 10 ** -places);
  if (places > 22) return Number(value.toFixed(Math.min(places, 100)));
  return Number(to_fixed_even(value, places));
}

function round_at(value: number, unit: number): number {
  const scaled = value / unit;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
  const rounded = (up ? floor + 1 : floor) * unit;
  return rounded === 0 && value < 0 ? -0 : rounded;
}
