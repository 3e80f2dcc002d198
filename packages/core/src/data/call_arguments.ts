/**
 * The arguments of a call in Python's manner, in turn and then by name, all by name: with the names a, b and c,
 * `f(1, { c: 3 })` gives { a: 1, c: 3 }. A class's instance is an argument like any other.
 */
export function named_arguments(
  names: readonly string[],
  args: readonly unknown[],
): Readonly<Record<string, unknown>> {
  const last = args.at(-1);
  const by_name = is_plain_object(last) ? last : {};
  const in_turn = is_plain_object(last) ? args.slice(0, -1) : args;
  return { ...Object.fromEntries(in_turn.map((value, index) => [names[index], value])), ...by_name };
}

function is_plain_object(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
