import { ValueError } from "./errors.ts";

const INTEGER = /^[+-]?[0-9]+(?:_[0-9]+)*$/;
const FLOAT = /^[+-]?(?:[0-9]+(?:_[0-9]+)*\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i;

/** The whole number that `text` spells, as Python's `int`: `request.args.get("page", 1, int)`. Raises ValueError for other text. */
export function int(text: string | number): number {
  const value = typeof text === "number" ? Math.trunc(text) : read(text, INTEGER);
  if (Number.isSafeInteger(value)) return value;
  throw new ValueError(`${JSON.stringify(text)} is not a whole number that can be kept exactly.`);
}

/** The number that `text` spells, as Python's `float`. Raises ValueError for other text. */
export function float(text: string | number): number {
  return typeof text === "number" ? text : read(text, FLOAT);
}

function read(text: string, grammar: RegExp): number {
  const trimmed = text.trim();
  if (!grammar.test(trimmed)) throw new ValueError(`${JSON.stringify(text)} is not a number.`);
  return Number(trimmed.includes("_") ? trimmed.replaceAll("_", "") : trimmed);
}
