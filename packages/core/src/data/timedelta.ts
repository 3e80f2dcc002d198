const SECONDS = { weeks: 604_800, days: 86_400, hours: 3_600, minutes: 60, seconds: 1, milliseconds: 0.001 };

const MICROSECONDS_A_DAY = 86_400e6;

/** The parts of a duration; each may be negative or fractional. */
export type TimedeltaParts = { readonly [Part in keyof typeof SECONDS]?: number };

/** A span of time, as Python's `datetime.timedelta`; made by `timedelta({ days: 31 })`. */
export class Timedelta {
  readonly #seconds: number;

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** The whole span in seconds: `timedelta({ minutes: 1 }).total_seconds()` is 60. */
  total_seconds(): number {
    return this.#seconds;
  }

  /** Whole days, downwards as in Python: a span of -1 second has -1 day and 86 399 seconds. */
  get days(): number {
    return Math.floor(this.#microseconds / MICROSECONDS_A_DAY);
  }

  /** The whole seconds beyond the days, 0 to 86 399. */
  get seconds(): number {
    return Math.floor((this.#microseconds - this.days * MICROSECONDS_A_DAY) / 1e6);
  }

  /** What is left beyond days and seconds, 0 to 999 999. */
  get microseconds(): number {
    return this.#microseconds - this.days * MICROSECONDS_A_DAY - this.seconds * 1e6;
  }

  /** As fine as Python counts. */
  get #microseconds(): number {
    return Math.round(this.#seconds * 1e6);
  }

  /** The seconds, so that spans compare and subtract as numbers. */
  valueOf(): number {
    return this.#seconds;
  }

  /** Python's text: "31 days, 0:00:00". */
  toString(): string {
    const { days, seconds, microseconds } = this;
    const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const text = microseconds === 0 ? clock : `${clock}.${String(microseconds).padStart(6, "0")}`;
    return days === 0 ? text : `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${text}`;
  }
}

/**
 * A duration from its parts: `timedelta({ days: 7, hours: 12 })`.
 * Raises TypeError for a part that is not one of weeks, days, hours, minutes, seconds, milliseconds, or not a number.
 */
export function timedelta(parts: TimedeltaParts): Timedelta {
  let total = 0;
  for (const [part, amount] of Object.entries(parts)) total += seconds_of(part, amount);
  return new Timedelta(total);
}

function seconds_of(part: string, amount: unknown): number {
  if (!Object.hasOwn(SECONDS, part))
    throw new TypeError(`timedelta() knows ${Object.keys(SECONDS).join(", ")}, not "${part}"`);
  if (typeof amount !== "number" || !Number.isFinite(amount))
    throw new TypeError(`timedelta({ ${part} }) takes a finite number, not ${String(amount)}`);
  return amount * SECONDS[part as keyof typeof SECONDS];
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
