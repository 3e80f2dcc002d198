import { pass_context } from "../access/pass_marker.ts";
import { FilterArgumentError } from "../errors.ts";
import { string_repr } from "../text/string_repr.ts";
import { iterate, truth } from "../values/protocols.ts";
import { type Kwargs, with_signature } from "../values/signature.ts";
import { attribute_getter } from "./attribute_path.ts";
import type { FilterContext } from "./filter_host.ts";

type Read = (item: unknown) => unknown;

/** Positional and keyword arguments of a filter declared with `* **`. */
function split_given(given: readonly unknown[]): { args: unknown[]; kwargs: Kwargs } {
  const kwargs = given.at(-1) as Kwargs; // the signature puts the keyword arguments last, always
  return { args: given.slice(0, -1), kwargs: { ...kwargs } };
}

/** `map(attribute="name", default=…)` or `map("filter", …)`. */
function mapper(context: FilterContext, args: readonly unknown[], kwargs: Kwargs): Read {
  const env = context.environment;
  if (args.length > 0) {
    const [name, ...rest] = args;
    return (item) => env.call_filter(String(name), item, rest, kwargs, context);
  }
  if (!Object.hasOwn(kwargs, "attribute")) throw new FilterArgumentError("map requires a filter argument");
  const { attribute, default: fallback, ...unexpected } = kwargs;
  const [name] = Object.keys(unexpected);
  if (name !== undefined) throw new FilterArgumentError(`Unexpected keyword argument ${string_repr(name)}`);
  return attribute_getter(env, attribute, undefined, fallback ?? null);
}

function* map(context: FilterContext, value: unknown, ...given: unknown[]): Generator<unknown> {
  if (!truth(value)) return;
  const { args, kwargs } = split_given(given);
  const read = mapper(context, args, kwargs);
  for (const item of iterate(value)) yield read(item);
}

/** A test by name, or the truth of the item. */
function tester(context: FilterContext, args: readonly unknown[], kwargs: Kwargs): Read {
  if (args.length === 0) return truth;
  const [name, ...rest] = args;
  return (item) => context.environment.call_test(String(name), item, rest, kwargs, context);
}

function selector(keep: boolean, by_attribute: boolean) {
  return function* select(context: FilterContext, value: unknown, ...given: unknown[]): Generator<unknown> {
    if (!truth(value)) return;
    const { args, kwargs } = split_given(given);
    if (by_attribute && args.length === 0)
      throw new FilterArgumentError("Missing parameter for attribute name");
    const read = by_attribute ? attribute_getter(context.environment, args[0]) : (item: unknown) => item;
    const test = tester(context, by_attribute ? args.slice(1) : args, kwargs);
    for (const item of iterate(value)) if (truth(test(read(item))) === keep) yield item;
  };
}

/** Filters that run other filters or tests over items. They are lazy, as Jinja's are. */
export const SELECTION_FILTERS = {
  map: pass_context(with_signature("map", "context value * **", map)),
  select: pass_context(with_signature("select", "context value * **", selector(true, false))),
  reject: pass_context(with_signature("reject", "context value * **", selector(false, false))),
  selectattr: pass_context(with_signature("selectattr", "context value * **", selector(true, true))),
  rejectattr: pass_context(with_signature("rejectattr", "context value * **", selector(false, true))),
};
