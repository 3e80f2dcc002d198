import { SerialisationError } from "./serialisation_error.ts";
import { value_path } from "./value_path.ts";

/** Deeper nesting is refused on both sides, near where CPython's recursion limit lies. */
export const MAX_DEPTH = 1000;

export const TOO_DEEP = `nested deeper than ${MAX_DEPTH} levels, or a value that contains itself`;

/** What is wrong and with which value; where it stands is found out only when somebody is told. */
export class Refusal extends Error {
  readonly value: unknown;

  constructor(reason: string, value: unknown) {
    super(reason);
    this.value = value;
  }

  located_in(root: unknown): SerialisationError {
    return new SerialisationError(this.message, value_path(root, this.value, MAX_DEPTH), this.value);
  }
}

/** Why a value has no JSON form, and what to store instead. */
export function refusal_text(value: unknown): string {
  if (value instanceof Set) return "Object of type Set is not JSON serializable: use an array";
  const type = typeof value === "object" && value !== null ? value.constructor?.name : typeof value;
  return `Object of type ${type ?? "object"} is not JSON serializable`;
}
