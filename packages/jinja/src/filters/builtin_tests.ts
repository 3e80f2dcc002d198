import { call_method } from "../access/call.ts";
import { pass_environment } from "../access/pass_marker.ts";
import { is_callable_object } from "../access/template_object.ts";
import { is_lower, is_upper } from "../methods/str.ts";
import { has_html } from "../text/markup.ts";
import { Complex } from "../values/complex.ts";
import { contains } from "../values/contains.ts";
import { is_hashable } from "../values/dict.ts";
import { equal } from "../values/equality.ts";
import { is_float, is_int } from "../values/float.ts";
import { is_mapping, is_text, text_of, type_name } from "../values/kinds.ts";
import { marked_type } from "../values/marker.ts";
import { remainder } from "../values/operators.ts";
import { type OrderOperator, ordered } from "../values/ordering.ts";
import { iterable_of, size_of } from "../values/protocols.ts";
import { type AnyFunction, with_signature } from "../values/signature.ts";
import { text_of_value } from "../values/text_of_value.ts";
import { Undefined } from "../values/undefined.ts";
import type { FilterHost } from "./filter_host.ts";

function is_defined(value: unknown): boolean {
  return !(value instanceof Undefined) && value !== undefined;
}

function is_sequence(value: unknown): boolean {
  try {
    return size_of(value) !== undefined && !(value instanceof Set);
  } catch {
    return false;
  }
}

function is_iterable(value: unknown): boolean {
  return iterable_of(value) !== undefined;
}

function is_known(table: "filters" | "tests") {
  return (env: FilterHost, name: unknown) => {
    if (!is_hashable(name)) throw new TypeError(`unhashable type: '${type_name(name)}'`);
    return is_text(name) && env[table][text_of(name)] !== undefined;
  };
}

function comparison(op: OrderOperator): AnyFunction {
  return with_signature(op, "a b /", (a: unknown, b: unknown) => ordered(op, a, b));
}

const IS_EQUAL = with_signature("eq", "a b /", equal);
const IS_UNEQUAL = with_signature("ne", "a b /", (a: unknown, b: unknown) => !equal(a, b));
const [LESS, LESS_EQUAL, GREATER, GREATER_EQUAL] = [
  comparison("<"),
  comparison("<="),
  comparison(">"),
  comparison(">="),
];

function is_callable(value: unknown): boolean {
  if (typeof value === "function" || is_callable_object(value) || value instanceof Undefined) return true;
  return call_method(value) !== undefined;
}

/** A dict, or what another package says is one: a session, a form, an app's config. */
function is_dict(value: unknown): boolean {
  return is_mapping(value) || (typeof value === "object" && value !== null && marked_type(value) === "dict");
}

/** The value of the test is one argument, so a signature of `value` alone refuses more. */
function of_value(name: string, test: (value: unknown) => boolean): AnyFunction {
  return with_signature(name, "value", test);
}

/** Every test of Jinja 3.1, by name. */
export const BUILTIN_TESTS: Readonly<Record<string, AnyFunction>> = {
  boolean: of_value("boolean", (value) => typeof value === "boolean"),
  callable: of_value("callable", is_callable),
  defined: of_value("defined", is_defined),
  divisibleby: with_signature("divisibleby", "value num", (value: unknown, num: unknown) =>
    equal(remainder(value, num), 0),
  ),
  escaped: of_value("escaped", has_html),
  even: of_value("even", (value) => equal(remainder(value, 2), 0)),
  false: of_value("false", (value) => value === false),
  filter: pass_environment(with_signature("filter", "env value", is_known("filters"))),
  float: of_value("float", is_float),
  in: with_signature("in", "value seq", (value: unknown, seq: unknown) => contains(seq, value)),
  integer: of_value("integer", (value) => is_int(value) && typeof value !== "boolean"),
  iterable: of_value("iterable", is_iterable),
  lower: of_value("lower", (value) => is_lower(text_of_value(value))),
  mapping: of_value("mapping", is_dict),
  none: of_value("none", (value) => value === null),
  number: of_value("number", (value) => is_int(value) || is_float(value) || value instanceof Complex),
  odd: of_value("odd", (value) => equal(remainder(value, 2), 1)),
  sameas: with_signature("sameas", "value other", (value: unknown, other: unknown) =>
    Object.is(value, other),
  ),
  sequence: of_value("sequence", is_sequence),
  string: of_value("string", is_text),
  test: pass_environment(with_signature("test", "env value", is_known("tests"))),
  true: of_value("true", (value) => value === true),
  undefined: of_value("undefined", (value) => !is_defined(value)),
  upper: of_value("upper", (value) => is_upper(text_of_value(value))),
  "==": IS_EQUAL,
  eq: IS_EQUAL,
  equalto: IS_EQUAL,
  "!=": IS_UNEQUAL,
  ne: IS_UNEQUAL,
  ">": GREATER,
  gt: GREATER,
  greaterthan: GREATER,
  ">=": GREATER_EQUAL,
  ge: GREATER_EQUAL,
  "<": LESS,
  lt: LESS,
  lessthan: LESS,
  "<=": LESS_EQUAL,
  le: LESS_EQUAL,
};
