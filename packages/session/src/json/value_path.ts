const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** Where `culprit` stands inside `root`, as `$.cart.items[2]`; only looked for once an error is certain. */
export function value_path(root: unknown, culprit: unknown, max_depth: number): string {
  return `$${find(root, culprit, max_depth) ?? ""}`;
}

function find(value: unknown, culprit: unknown, depth: number): string | undefined {
  if (Object.is(value, culprit)) return "";
  if (typeof value !== "object" || value === null || depth === 0) return undefined;
  for (const [key, item] of entries_of(value)) {
    const rest = find(item, culprit, depth - 1);
    if (rest !== undefined) return step_text(value, key) + rest;
  }
  return undefined;
}

function entries_of(value: object): Iterable<readonly [unknown, unknown]> {
  if (Array.isArray(value)) return value.entries();
  return value instanceof Map ? value : Object.entries(value);
}

function step_text(owner: object, key: unknown): string {
  if (Array.isArray(owner)) return `[${String(key)}]`;
  const name = String(key);
  return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
