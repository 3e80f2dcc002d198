import { AttributeError } from "../errors.ts";
import { type_name } from "../values/kinds.ts";
import { Undefined } from "../values/undefined.ts";

/** The error for a value that lacks the method which a filter is about to call; an undefined value raises its own. */
export function no_attribute(value: unknown, name: string): AttributeError {
  if (value instanceof Undefined) return value._fail_with_undefined_error();
  return new AttributeError(`'${type_name(value)}' object has no attribute '${name}'`);
}
