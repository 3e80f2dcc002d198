/** Python's `==` for the values that rules have as defaults: 1, 1n, true and Float(1) are equal, lists by their items. */
export function python_equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => python_equal(item, b[index]));
  }
  return is_numeric(a) && is_numeric(b) && Number(a) === Number(b);
}

/** Whether it is a number, a boolean, which counts as one, or an object that stands for a number. */
export function is_numeric(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return typeof value.valueOf() === "number";
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
}
