import { ValueError } from "../data/errors.ts";
import { BaseConverter } from "./base_converter.ts";
import { named_arguments } from "./converter_arguments.ts";

/** Lengths in characters. */
export interface UnicodeConverterOptions {
  readonly minlength?: number;
  readonly maxlength?: number | null;
  readonly length?: number | null;
}

const ARGUMENTS = ["minlength", "maxlength", "length"] as const;

/** Text without a slash: `<name>`, `<string(length=2):language>`, `<string(minlength=2, maxlength=9):name>` (Werkzeug). */
export class UnicodeConverter extends BaseConverter {
  constructor(map: unknown, ...args: unknown[]) {
    super(map);
    const { minlength, maxlength, length } = named_arguments("string", ARGUMENTS, args);
    this.part_isolating = new.target.part_isolating ?? true;
    this.regex = `[^/]{${is_absent(length) ? range_of(whole(minlength ?? 1), maxlength) : whole(length)}}`;
  }
}

function is_absent(value: unknown): boolean {
  return value === undefined || value === null;
}

function range_of(least: number, maxlength: unknown): string {
  if (is_absent(maxlength)) return `${least},`;
  const most = whole(maxlength);
  if (most >= least) return `${least},${most}`;
  throw new ValueError(`no text is at least ${least} and at most ${most} characters long`);
}

function whole(value: unknown): number {
  const number = Math.trunc(Number(value));
  if (number >= 0) return number;
  throw new ValueError(`a length of text is a whole number, not ${String(value)}`);
}
