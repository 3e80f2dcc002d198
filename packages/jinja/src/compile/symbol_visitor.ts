import type { CallBlock, Expr, For, If, Macro, Node, With } from "../syntax/nodes.ts";
import { child_nodes } from "../syntax/tree_walk.ts";
import type { Symbols } from "./symbols.ts";

/** Notes the names that a list of nodes loads and stores in one scope. Statements with a scope of their own are not entered. */
export function analyze(symbols: Symbols, nodes: readonly Node[]): void {
  for (const node of nodes) visit(symbols, node, false);
}

/** The target of a loop: its names are given, as a function's parameters are. */
export function analyze_loop_target(symbols: Symbols, target: Expr): void {
  visit(symbols, target, true);
}

/** A macro or call block: its parameters, then defaults and body. */
export function analyze_macro(symbols: Symbols, node: Macro | CallBlock): void {
  analyze(symbols, node.args);
  analyze(symbols, node.defaults);
  analyze(symbols, node.body);
}

export function analyze_with(symbols: Symbols, node: With): void {
  analyze(symbols, node.targets);
  analyze(symbols, node.body);
}

export function analyze_loop_body(symbols: Symbols, node: For): void {
  analyze_loop_target(symbols, node.target);
  analyze(symbols, node.body);
}

function visit(symbols: Symbols, node: Node, as_param: boolean): void {
  switch (node.type) {
    case "Name":
      visit_name(symbols, node.name, as_param ? "param" : node.ctx);
      return;
    case "NSRef":
      symbols.load(node.name);
      return;
    case "If":
      visit_if(symbols, node);
      return;
    case "Macro":
      symbols.store(node.name);
      return;
    case "Import":
      visit(symbols, node.template, false);
      symbols.store(node.target);
      return;
    case "FromImport":
      visit(symbols, node.template, false);
      for (const [, alias] of node.names) symbols.store(alias);
      return;
    case "Assign":
      visit(symbols, node.node, false);
      visit(symbols, node.target, false);
      return;
    default:
      visit_outer_part(symbols, node, as_param);
      return;
  }
}

/** Of a statement with its own scope only the part that belongs to the outer one counts. */
function visit_outer_part(symbols: Symbols, node: Node, as_param: boolean): void {
  switch (node.type) {
    case "For":
      visit(symbols, node.iter, false);
      return;
    case "CallBlock":
      visit(symbols, node.call, false);
      return;
    case "FilterBlock":
      visit(symbols, node.filter, false);
      return;
    case "With":
      analyze(symbols, node.values);
      return;
    case "AssignBlock":
      visit(symbols, node.target, false);
      return;
    case "Scope":
    case "Block":
      return;
    default:
      for (const child of child_nodes(node)) visit(symbols, child, as_param);
  }
}

function visit_name(symbols: Symbols, name: string, ctx: "load" | "store" | "param"): void {
  if (ctx === "load") symbols.load(name);
  else if (ctx === "store") symbols.store(name);
  else symbols.declare_parameter(name);
}

function visit_if(symbols: Symbols, node: If): void {
  visit(symbols, node.test, false);
  const branches = [node.body, node.elif_, node.else_].map((nodes) => {
    const branch = symbols.copy();
    analyze(branch, nodes);
    return branch;
  });
  symbols.branch_update(branches);
}
