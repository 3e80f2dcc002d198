import { ValueError } from "../errors.ts";
import { type_name } from "./kinds.ts";
import { iterable_of } from "./protocols.ts";

/** The parts of a value for as many targets. */
export function unpack(value: unknown, count: number): readonly unknown[] {
  const items = iterable_of(value);
  if (items === undefined) throw new TypeError(`cannot unpack non-iterable ${type_name(value)} object`);
  const parts: unknown[] = [];
  for (const part of items) {
    if (parts.length === count) throw new ValueError(`too many values to unpack (expected ${count})`);
    parts.push(part);
  }
  if (parts.length < count) {
    throw new ValueError(`not enough values to unpack (expected ${count}, got ${parts.length})`);
  }
  return parts;
}
