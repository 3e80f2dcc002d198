import { BaseConverter } from "./base_converter.ts";
import { named_arguments } from "./converter_arguments.ts";
import { ValidationError } from "./validation_error.ts";

/** Limits include their ends; `signed` allows a minus in front. */
export interface NumberConverterOptions {
  readonly min?: number | null;
  readonly max?: number | null;
  readonly signed?: boolean;
}

/** What the converters of numbers share (Werkzeug). */
export abstract class NumberConverter extends BaseConverter {
  static override readonly weight: number = 50;
  readonly fixed_digits: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly signed: boolean;

  constructor(map: unknown, converter: string, names: readonly string[], args: readonly unknown[]) {
    super(map);
    const named = named_arguments(converter, names, args);
    this.fixed_digits = Number(named.fixed_digits ?? 0);
    this.min = limit(named.min);
    this.max = limit(named.max);
    this.signed = Boolean(named.signed);
    if (this.signed) this.regex = this.signed_regex;
  }

  /** The expression with a minus that may stand in front. */
  get signed_regex(): string {
    return `-?${this.regex}`;
  }

  /** The number that the text of a URL stands for; NaN refuses it. */
  protected abstract num_convert(value: string): number;

  override to_python(value: string): number {
    if (this.fixed_digits !== 0 && value.length !== this.fixed_digits) throw new ValidationError();
    const number = this.num_convert(value);
    if (Number.isNaN(number)) throw new ValidationError();
    if (this.min !== null && number < this.min) throw new ValidationError();
    if (this.max !== null && number > this.max) throw new ValidationError();
    return number;
  }

  /** Zeros put in front up to `fixed_digits`, after the sign as Python's zfill does. */
  protected fill(text: string): string {
    if (text.length >= this.fixed_digits) return text;
    const sign = text.startsWith("-") ? "-" : "";
    return sign + text.slice(sign.length).padStart(this.fixed_digits - sign.length, "0");
  }
}

function limit(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const number = Number(value);
  if (Number.isNaN(number)) throw new TypeError(`min and max are numbers, not '${String(value)}'`);
  return number;
}
