import { Float, SafeText, Tuple, UUID } from "@miniflask/session";

/** Random numbers that a seed repeats (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}

const CHARS = [..."aZ09 _\"\\/\b\n\t\u0000\u007f\u0080é☃\u2028\uffff😀<>&'.-", "\ud800"];
const KEYS = [
  "a",
  "user_id",
  "_permanent",
  " t",
  " d",
  " di",
  " x",
  " t__",
  "10",
  "2",
  "é",
  "\uffff",
  "😀",
  "__proto__",
  "get",
  "",
];
const FLOATS = [
  1e16,
  1e-7,
  1e22,
  0.1,
  5e-324,
  1.7976931348623157e308,
  Infinity,
  -Infinity,
  NaN,
  123456789012345680,
  1.5e-5,
  0.00012,
];

export function random_text(dice: Dice): string {
  return Array.from({ length: dice.below(12) }, () => dice.pick(CHARS)).join("");
}

function random_key(dice: Dice): string {
  return dice.fraction() < 0.7 ? dice.pick(KEYS) : random_text(dice);
}

const LEAVES: readonly ((dice: Dice) => unknown)[] = [
  () => null,
  (dice) => dice.fraction() < 0.5,
  (dice) => dice.below(2000) - 1000,
  (dice) => BigInt(dice.below(2 ** 31)) ** 5n + 2n ** 53n,
  (dice) => new Float(dice.below(2000) - 1000),
  (dice) => dice.pick(FLOATS),
  (dice) => (dice.fraction() - 0.5) * 10 ** (dice.below(40) - 20) + 0.1,
  random_text,
  random_text,
  (dice) => dice.bytes(dice.below(9)),
  (dice) => new SafeText(random_text(dice)),
  (dice) => new UUID(dice.bytes(16).toString("hex")),
  (dice) => new Date((dice.below(2 ** 32) * 59 - 5.9e10) * 1000),
];

export function random_value(dice: Dice, depth: number): unknown {
  const kind = depth > 0 ? dice.below(LEAVES.length + 4) : dice.below(LEAVES.length);
  const leaf = LEAVES[kind];
  if (leaf !== undefined) return leaf(dice);
  const items = Array.from({ length: dice.below(4) }, () => random_value(dice, depth - 1));
  if (kind === LEAVES.length) return new Tuple(...items);
  return kind === LEAVES.length + 1
    ? items
    : Object.fromEntries(items.map((item) => [random_key(dice), item]));
}

export function random_session(dice: Dice): Record<string, unknown> {
  const length = 1 + dice.below(4);
  return Object.fromEntries(Array.from({ length }, () => [random_key(dice), random_value(dice, 3)]));
}
