import { DICT_METHODS } from "../methods/dict.ts";
import { LIST_METHODS, SET_METHODS, TUPLE_METHODS } from "../methods/list.ts";
import type { Method, MethodTable } from "../methods/method_table.ts";
import { DATE_METHODS, FLOAT_METHODS, INT_METHODS } from "../methods/scalar.ts";
import { STR_METHODS } from "../methods/str.ts";
import { Markup } from "../text/markup.ts";
import { is_boxed_float, is_float } from "../values/float.ts";
import { is_mapping } from "../values/kinds.ts";
import { is_tuple } from "../values/tuple.ts";

const NONE: MethodTable = new Map<string, Method>();

/** The Python methods that a value has because of its type. */
export function methods_of(value: unknown): MethodTable {
  switch (typeof value) {
    case "string":
      return STR_METHODS;
    case "number":
      return is_float(value) ? FLOAT_METHODS : INT_METHODS;
    case "bigint":
    case "boolean":
      return INT_METHODS;
    case "object":
      return value === null ? NONE : object_methods(value);
    default:
      return NONE;
  }
}

function object_methods(value: object): MethodTable {
  if (Array.isArray(value)) return is_tuple(value) ? TUPLE_METHODS : LIST_METHODS;
  if (value instanceof Markup) return STR_METHODS;
  if (is_mapping(value)) return DICT_METHODS;
  if (value instanceof Set) return SET_METHODS;
  if (value instanceof Date) return DATE_METHODS;
  return is_boxed_float(value) ? FLOAT_METHODS : NONE;
}
