import { pass_environment } from "../access/pass_marker.ts";
import { FilterArgumentError } from "../errors.ts";
import { is_hashable } from "../values/dict.ts";
import { equal } from "../values/equality.ts";
import { hash_key } from "../values/hash.ts";
import { is_text, text_of, type_name } from "../values/kinds.ts";
import { ordered, sort_by } from "../values/ordering.ts";
import { iterate, list_of, truth } from "../values/protocols.ts";
import { with_signature } from "../values/signature.ts";
import { GroupTuple, tuple_of } from "../values/tuple.ts";
import { attribute_getter, attributes_getter, case_key } from "./attribute_path.ts";
import { entries_of } from "./entries.ts";
import type { FilterHost } from "./filter_host.ts";

function dict_sort(
  value: unknown,
  case_sensitive: unknown = false,
  by: unknown = "key",
  reverse: unknown = false,
): unknown {
  const place = text_of(is_text(by) ? by : "");
  if (place !== "key" && place !== "value") {
    throw new FilterArgumentError('You can only sort by either "key" or "value"');
  }
  const key = case_key(truth(case_sensitive));
  const at = place === "key" ? 0 : 1;
  const pairs = entries_of(value).map(tuple_of);
  return sort_by(pairs, (pair) => key(pair[at]), truth(reverse));
}

function sort(
  env: FilterHost,
  value: unknown,
  reverse: unknown = false,
  case_sensitive: unknown = false,
  attribute: unknown = null,
): unknown {
  return sort_by(
    list_of(value),
    attributes_getter(env, attribute, case_key(truth(case_sensitive))),
    truth(reverse),
  );
}

function* unique(
  env: FilterHost,
  value: unknown,
  case_sensitive: unknown = false,
  attribute: unknown = null,
): Generator<unknown> {
  const read = attribute_getter(env, attribute, case_key(truth(case_sensitive)));
  const seen = new Set<unknown>();
  for (const item of iterate(value)) {
    const found = read(item);
    if (!is_hashable(found)) throw new TypeError(`unhashable type: '${type_name(found)}'`);
    const key = hash_key(found);
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

function extreme(
  op: "<" | ">",
  env: FilterHost,
  value: unknown,
  case_sensitive: unknown = false,
  attribute: unknown = null,
): unknown {
  const read = attribute_getter(env, attribute, case_key(truth(case_sensitive)));
  let best: { item: unknown; key: unknown } | undefined;
  for (const item of iterate(value)) {
    const key = read(item);
    if (best === undefined || ordered(op, key, best.key)) best = { item, key };
  }
  return best === undefined ? new env.undefined("No aggregated item, sequence was empty.") : best.item;
}

function group_by(
  env: FilterHost,
  value: unknown,
  attribute: unknown,
  fallback: unknown = null,
  case_sensitive: unknown = false,
): unknown {
  const read = attribute_getter(env, attribute, case_key(truth(case_sensitive)), fallback);
  const real = attribute_getter(env, attribute, undefined, fallback);
  const groups: { key: unknown; items: unknown[] }[] = [];
  for (const item of sort_by(list_of(value), read, false)) {
    const key = read(item);
    const group = groups.at(-1);
    if (group !== undefined && equal(group.key, key)) group.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ key, items }) => group_tuple(truth(case_sensitive) ? key : real(items[0]), items));
}

function group_tuple(grouper: unknown, items: readonly unknown[]): GroupTuple {
  const group = new GroupTuple();
  group.push(grouper, items);
  return group;
}

const environment = pass_environment;

/** Filters that compare items: sorting, grouping, the smallest and the largest. */
export const ORDER_FILTERS = {
  dictsort: with_signature("dictsort", "value case_sensitive? by? reverse?", dict_sort),
  groupby: environment(with_signature("groupby", "env value attribute default? case_sensitive?", group_by)),
  max: environment(
    with_signature("max", "env value case_sensitive? attribute?", (env: FilterHost, ...args: [unknown]) =>
      extreme(">", env, ...args),
    ),
  ),
  min: environment(
    with_signature("min", "env value case_sensitive? attribute?", (env: FilterHost, ...args: [unknown]) =>
      extreme("<", env, ...args),
    ),
  ),
  sort: environment(with_signature("sort", "env value reverse? case_sensitive? attribute?", sort)),
  unique: environment(with_signature("unique", "env value case_sensitive? attribute?", unique)),
};
