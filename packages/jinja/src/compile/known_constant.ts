import { pass_marker_of } from "../access/pass_marker.ts";
import type * as nodes from "../syntax/nodes.ts";
import type { AnyFunction } from "../values/signature.ts";

interface Functions {
  readonly filters: Readonly<Record<string, AnyFunction>>;
  readonly tests: Readonly<Record<string, AnyFunction>>;
}

const COMPOUND: ReadonlySet<string> = new Set([
  "Tuple",
  "List",
  "Dict",
  "CondExpr",
  "Concat",
  "BinExpr",
  "UnaryExpr",
  "Getitem",
]);

/**
 * Whether Jinja would compute the expression while compiling. It matters for `~` alone: Jinja joins constants as plain
 * text, so that `"a" ~ ("<b>"|safe)` is escaped there though `x ~ ("<b>"|safe)` is not.
 */
export function is_known_constant(node: nodes.Expr, functions: Functions): boolean {
  if (node.type === "Const") return true;
  if (node.type === "Filter") return is_known_call(node, functions.filters[node.name], functions);
  if (node.type === "Test") return is_known_call(node, functions.tests[node.name], functions);
  if (node.type === "Compare")
    return [node.expr, ...node.ops.map(([, expr]) => expr)].every((one) => is_known_constant(one, functions));
  return COMPOUND.has(node.type) && operands(node).every((one) => is_known_constant(one, functions));
}

function is_known_call(
  node: nodes.Filter | nodes.Test,
  fn: AnyFunction | undefined,
  functions: Functions,
): boolean {
  if (fn === undefined || pass_marker_of(fn) === "context" || node.node === null) return false;
  const values = [node.node, ...node.args, ...node.kwargs.map((one) => one.value)];
  const dynamic = [node.dyn_args, node.dyn_kwargs].filter((one) => one !== null);
  return [...values, ...dynamic].every((one) => is_known_constant(one, functions));
}

function operands(node: nodes.Expr): nodes.Expr[] {
  const found: nodes.Expr[] = [];
  for (const value of Object.values(node)) {
    for (const one of [value].flat())
      if (typeof one === "object" && one !== null && "lineno" in one) found.push(one);
  }
  return found;
}
