import type { CompareOperator } from "../syntax/nodes.ts";

const ORDER = { lt: "<", lteq: "<=", gt: ">", gteq: ">=" } as const;

/** The JavaScript of one comparison. */
export function compare_code(op: CompareOperator, left: string, right: string): string {
  switch (op) {
    case "eq":
      return `equal(${left}, ${right})`;
    case "ne":
      return `!equal(${left}, ${right})`;
    case "in":
      return `contains(${right}, ${left})`;
    case "notin":
      return `!contains(${right}, ${left})`;
    default:
      return `ordered("${ORDER[op]}", ${left}, ${right})`;
  }
}
