import { inspect } from "node:util";
import { named_arguments } from "./call_arguments.ts";
import { ValueError } from "./errors.ts";
import { trim_blanks } from "./header_value.ts";
import type { OnUpdate, UpdateArgument } from "./on_update.ts";
import { parse_plain_integer } from "./plain_integer.ts";
import { python_repr } from "./python_text.ts";

const NAMES = ["units", "start", "stop", "length", "on_update"];
const NAMES_TO_SET = ["start", "stop", "length", "units"];

/** A range and what it is part of, by name. */
export interface ContentRangeParts {
  readonly units?: string | null;
  readonly start?: number | null;
  readonly stop?: number | null;
  readonly length?: number | null;
}

type ByteRange = Omit<ContentRangeParts, "units">;

/** What a ContentRange is made of, by name. */
export interface ContentRangeOptions extends ContentRangeParts {
  readonly on_update?: OnUpdate<ContentRange> | null;
}

/**
 * A Content-Range header: `start` and `stop` (not included) of `length`, each null when unknown. `on_update` is called
 * after each change, which is how setting an attribute reaches the header. Without units it stands for no header. (Werkzeug)
 */
export class ContentRange {
  on_update: OnUpdate<ContentRange> | null;
  #units: string | null = null;
  #start: number | null = null;
  #stop: number | null = null;
  #length: number | null = null;

  constructor(
    units: string | null | ContentRangeOptions,
    start?: number | null,
    stop?: number | null,
    length?: number | null | ContentRangeOptions,
    on_update?: UpdateArgument<ContentRange>,
  );
  constructor(...args: unknown[]) {
    const { on_update, ...parts } = named_arguments(NAMES, args) as ContentRangeOptions; // what the overload lets in
    this.on_update = on_update ?? null;
    this.set(parts);
  }

  get units(): string | null {
    return this.#units;
  }

  set units(value: string | null) {
    this.#units = value;
    this.#changed();
  }

  get start(): number | null {
    return this.#start;
  }

  set start(value: number | null) {
    this.#start = value;
    this.#changed();
  }

  get stop(): number | null {
    return this.#stop;
  }

  set stop(value: number | null) {
    this.#stop = value;
    this.#changed();
  }

  get length(): number | null {
    return this.#length;
  }

  set length(value: number | null) {
    this.#length = value;
    this.#changed();
  }

  /** Changes all at once. Raises ValueError for a range that is none. */
  set(
    start: number | null | ContentRangeParts,
    stop?: number | null,
    length?: number | null | ContentRangeParts,
    units?: string | null | ContentRangeParts,
  ): void;
  set(...args: unknown[]): void {
    const given = named_arguments(NAMES_TO_SET, args) as ContentRangeParts; // what the overload lets in
    const { start = null, stop = null, length = null, units = "bytes" } = given;
    if (!is_byte_range_valid(start, stop, length))
      throw new ValueError(`Bad range provided: ${start} to ${stop} of ${length}`);
    this.#units = units;
    this.#start = start;
    this.#stop = stop;
    this.#length = length;
    this.#changed();
  }

  /** Templates ask it. */
  __bool__(): boolean {
    return this.#units !== null;
  }

  /** Takes the header away. */
  unset(): void {
    this.set(null, null, null, null);
  }

  to_header(): string {
    if (this.#units === null) return "";
    const length = this.#length ?? "*";
    const range = this.#start === null ? "*" : `${this.#start}-${(this.#stop ?? 0) - 1}`;
    return `${this.#units} ${range}/${length}`;
  }

  toString(): string {
    return this.to_header();
  }

  [inspect.custom](): string {
    return `<ContentRange ${python_repr(this.to_header())}>`;
  }

  #changed(): void {
    this.on_update?.(this);
  }
}

/** Whether a range (its stop not included) can be part of `length` bytes; null where it is unknown. (Werkzeug) */
export function is_byte_range_valid(
  start: number | null | ByteRange,
  stop?: number | null | ByteRange,
  length?: number | null | ByteRange,
): boolean;
export function is_byte_range_valid(...args: unknown[]): boolean {
  const { start = null, stop = null, length = null } = named_arguments(NAMES_TO_SET, args) as ByteRange; // what the overload lets in
  if (start === null || stop === null) return start === stop && (length === null || length >= 0);
  return start >= 0 && start < stop && (length === null || start < length);
}

/** What a Content-Range header says: `bytes 0-98/*` is 0 to 99 of unknown length. Null when it is malformed. (Werkzeug) */
export function parse_content_range_header(
  value?: string | null,
  on_update?: UpdateArgument<ContentRange>,
): ContentRange | null {
  const text = trim_blanks(value ?? "");
  const space = text.indexOf(" ");
  const slash = text.indexOf("/", space);
  if (space === -1 || slash === -1) return null;
  const length = parse_length(text.slice(slash + 1));
  const range = parse_first_last(text.slice(space + 1, slash));
  if (length === undefined || range === null || !is_byte_range_valid(range[0], range[1], length)) return null;
  return new ContentRange(text.slice(0, space), range[0], range[1], length, on_update);
}

/** The length, null for `*`, undefined when it is neither. */
function parse_length(text: string): number | null | undefined {
  return text === "*" ? null : (parse_plain_integer(text) ?? undefined);
}

function parse_first_last(text: string): readonly [number, number] | readonly [null, null] | null {
  if (text === "*") return [null, null];
  const dash = text.indexOf("-");
  if (dash === -1) return null;
  const first = parse_plain_integer(text.slice(0, dash));
  const last = parse_plain_integer(text.slice(dash + 1));
  return first === null || last === null ? null : [first, last + 1];
}
