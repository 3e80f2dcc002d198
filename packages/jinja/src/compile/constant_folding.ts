import { item } from "../access/attribute.ts";
import type * as nodes from "../syntax/nodes.ts";
import { negate, unary_plus } from "../values/arithmetic.ts";
import * as operators from "../values/operators.ts";
import { truth } from "../values/protocols.ts";
import { text_of_value } from "../values/text_of_value.ts";
import { tuple_of } from "../values/tuple.ts";

/** Thrown for what is only known while rendering; never leaves this file. */
class NotConstant extends Error {}

const BINARY = {
  add: operators.add,
  sub: operators.subtract,
  mul: operators.multiply,
  div: operators.divide,
  floordiv: operators.floor_division,
  mod: operators.remainder,
  pow: operators.power,
} as const;

/** Larger results are left to the rendering: a template that is never rendered must not cost memory. */
const MAX_FOLDED = 1000;

/** The value of an expression of literals, in a box; undefined where it has none or computing it fails. */
export function constant_value(node: nodes.Expr): { readonly value: unknown } | undefined {
  if (!FOLDED.has(node.type)) return undefined;
  try {
    return { value: fold(node) };
  } catch {
    return undefined; // an error belongs to the rendering, where it has a line
  }
}

const FOLDED: ReadonlySet<string> = new Set([
  "Const",
  "Tuple",
  "List",
  "BinExpr",
  "UnaryExpr",
  "CondExpr",
  "Concat",
  "Getitem",
  "Dict",
]);

function fold(node: nodes.Expr): unknown {
  switch (node.type) {
    case "Const":
      return node.value;
    case "Tuple":
      return tuple_of(node.items.map(fold));
    case "List":
      return node.items.map(fold);
    case "Dict":
      return new Map(node.keys.map((key, at) => [fold_text(key), fold_maybe(node.values[at])]));
    case "BinExpr":
      return fold_binary(node);
    case "UnaryExpr":
      return node.op === "not"
        ? !truth(fold(node.node))
        : (node.op === "neg" ? negate : unary_plus)(fold(node.node));
    case "CondExpr":
      return truth(fold(node.test)) ? fold(node.expr1) : fold_maybe(node.expr2);
    case "Concat":
      return small(node.nodes.map((part) => text_of_value(fold(part))).join(""));
    case "Getitem":
      return fold_item(fold(node.node), fold(node.arg));
  }
  throw new NotConstant();
}

function fold_maybe(node: nodes.Expr | null | undefined): unknown {
  if (node === null || node === undefined) throw new NotConstant();
  return fold(node);
}

/** Dict keys are folded where they are text: others have Python's rules of equality. */
function fold_text(node: nodes.Expr): string {
  const key = fold(node);
  if (typeof key !== "string") throw new NotConstant();
  return key;
}

function fold_item(value: unknown, key: unknown): unknown {
  const found = item(value, key);
  if (found === undefined || typeof found === "function") throw new NotConstant();
  return found;
}

function fold_binary(node: nodes.BinExpr): unknown {
  const left = fold(node.left);
  if (node.op === "and") return truth(left) ? fold(node.right) : left;
  if (node.op === "or") return truth(left) ? left : fold(node.right);
  const right = fold(node.right);
  if (node.op === "mul" && typeof left !== typeof right) throw new NotConstant();
  return small(BINARY[node.op](left, right));
}

function small(value: unknown): unknown {
  if (typeof value === "string" && value.length > MAX_FOLDED) throw new NotConstant();
  return value;
}
