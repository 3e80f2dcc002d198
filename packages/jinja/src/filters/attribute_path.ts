import { is_text, text_of } from "../values/kinds.ts";
import { Undefined } from "../values/undefined.ts";
import type { FilterHost } from "./filter_host.ts";

type Step = unknown;

/** `"address.city"` or `"0.name"` as steps; whole numbers are indices. */
function path_steps(attribute: unknown): Step[] {
  if (attribute === null || attribute === undefined) return [];
  if (!is_text(attribute)) return [attribute];
  return text_of(attribute)
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A function that reads a path off an item; `fallback` stands in for what is undefined. */
export function attribute_getter(
  env: FilterHost,
  attribute: unknown,
  then?: (value: unknown) => unknown,
  fallback: unknown = null,
): (item: unknown) => unknown {
  const steps = path_steps(attribute);
  const replace = fallback !== null && fallback !== undefined;
  return (item) => {
    let value = item;
    for (const step of steps) {
      value = env.getitem(value, step);
      if (replace && value instanceof Undefined) value = fallback;
    }
    return then === undefined ? value : then(value);
  };
}

/** Like {@link attribute_getter} for `"age,name"`: the list of all values. */
export function attributes_getter(
  env: FilterHost,
  attribute: unknown,
  then: (value: unknown) => unknown,
): (item: unknown) => unknown[] {
  const paths = is_text(attribute) ? text_of(attribute).split(",") : [attribute];
  const getters = paths.map((path) => attribute_getter(env, path, then));
  return (item) => getters.map((getter) => getter(item));
}

/** Text compares without regard to case, unless asked for. */
export function case_key(case_sensitive: unknown): (value: unknown) => unknown {
  return case_sensitive ? (value) => value : ignore_case;
}

export function ignore_case(value: unknown): unknown {
  return is_text(value) ? text_of(value).toLowerCase() : value;
}
