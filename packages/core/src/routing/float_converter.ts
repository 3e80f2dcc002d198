import { ValueError } from "../data/errors.ts";
import { NumberConverter } from "./number_converter.ts";
import { is_numeric } from "./python_equal.ts";
import { float_text } from "./python_str.ts";

const ARGUMENTS = ["min", "max", "signed"];
const FLOAT_TEXT = /^\s*[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?\s*$/i;

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
    const is_text = typeof value === "string";
    const is_number = is_text ? FLOAT_TEXT.test(value) : is_numeric(value);
    const number = is_number ? Number(is_text ? value.replaceAll("_", "") : value) : Number.NaN;
    if (!Number.isNaN(number) || Number.isNaN(value)) return float_text(number);
    throw new ValueError(`a float converter builds numbers, not ${JSON.stringify(String(value))}`);
  }
}
