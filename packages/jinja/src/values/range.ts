import { ValueError } from "../errors.ts";

/** What `range()` gives: the numbers are counted, never stored. */
export class Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;
  constructor(start: number, stop: number, step: number) {
    if (step === 0) throw new ValueError("range() arg 3 must not be zero");
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  /** The number at `index`, which must be within 0…length - 1. */
  at(index: number): number {
    return this.start + index * this.step;
  }
  has(value: number): boolean {
    const index = (value - this.start) / this.step;
    return Number.isInteger(index) && index >= 0 && index < this.length;
  }
  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.length; index++) yield this.start + index * this.step;
  }
  toString(): string {
    const step = this.step === 1 ? "" : `, ${this.step}`;
    return `range(${this.start}, ${this.stop}${step})`;
  }
}
