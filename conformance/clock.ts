const RealDate = Date;

/** Where both sides' clocks stand when a scenario begins: record.py has the same. */
export const START = RealDate.parse("2026-01-02T03:04:05Z");

/** Stops `Date` at START; `tick` moves it, `restore` lets it run again. */
export interface Clock {
  tick(seconds: number): void;
  restore(): void;
}

export function freeze_clock(): Clock {
  let now = START;
  class FrozenDate extends RealDate {
    constructor(...parts: unknown[]) {
      // Date's overloads are for literal calls; whatever was given is handed on.
      super(...((parts.length === 0 ? [now] : parts) as [number]));
    }
    static override now(): number {
      return now;
    }
    /** Dates that were made before the clock stopped, or by the system (a file's), are dates too. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      return Function.prototype[Symbol.hasInstance].call(RealDate, value);
    }
  }
  globalThis.Date = FrozenDate as DateConstructor; // without Date() as a function, which nothing here calls
  return {
    tick: (seconds) => {
      now += seconds * 1000;
    },
    restore: () => {
      globalThis.Date = RealDate;
    },
  };
}
