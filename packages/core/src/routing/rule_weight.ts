/**
 * What orders the variable parts that compete for a piece of a path; the smaller one is tried first. Compared as
 * Python compares the tuple: more fixed texts, then the longer ones, then more variables, then lighter converters.
 */
export interface RuleWeight {
  readonly static_lengths: readonly number[];
  readonly arguments: readonly number[];
}

export function compare_weights(a: RuleWeight, b: RuleWeight): number {
  return (
    b.static_lengths.length - a.static_lengths.length ||
    -compare_numbers(a.static_lengths, b.static_lengths) ||
    b.arguments.length - a.arguments.length ||
    compare_numbers(a.arguments, b.arguments)
  );
}

/** Lists of equal length. */
function compare_numbers(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    if (value !== b[index]) return value - b[index]!;
  }
  return 0;
}
