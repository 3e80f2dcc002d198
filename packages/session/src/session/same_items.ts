/** Whether two lists hold the very same items in the same order. */
export function same_items(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
