import { ValueError } from "../data/errors.ts";
import { float_text } from "../data/python_str.ts";
import { NumberConverter } from "./number_converter.ts";
import { is_numeric } from "./python_equal.ts";

const ARGUMENTS = ["min", "max", "signed"];
const FLOAT_TEXT = /^\s*[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?\s*$/i;
const NOT_FINITE_TEXT = /^\s*([+-]?)(?:inf(?:inity)?|(nan))\s*$/i;

/** A number with a point, and digits on both sides of it: `<float:ratio>` matches `1.0` and not `1` (Werkzeug). */
export class FloatConverter extends NumberConverter {
  static override readonly regex: string = "\\d+\\.\\d+";

  constructor(map: unknown, ...args: unknown[]) {
    super(map, "float", ARGUMENTS, args);
  }

  protected override num_convert(value: string): number {
    return Number(value);
  }

  /** As Python prints it: 4 is "4.0". Throws ValueError for what is no number. */
  override to_url(value: unknown): string {
    if (typeof value === "string") return float_text(number_of_text(value));
    if (is_numeric(value)) return float_text(Number(value));
    throw no_number(value);
  }
}

/** The number that Python's `float()` makes of a text. */
function number_of_text(text: string): number {
  if (FLOAT_TEXT.test(text)) return Number(text.replaceAll("_", ""));
  const match = NOT_FINITE_TEXT.exec(text);
  if (match === null) throw no_number(text);
  if (match[2] !== undefined) return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function no_number(value: unknown): ValueError {
  return new ValueError(`a float converter builds numbers, not ${JSON.stringify(String(value))}`);
}
