import type { Node } from "./nodes.ts";

function is_node(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "lineno" in value;
}

/** The nodes directly below, in source order. */
export function child_nodes(node: Node): Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node)) collect(value, found);
  return found;
}

function collect(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (is_node(value)) found.push(value);
}

/** All nodes of one type below, outermost first. */
export function find_all<T extends Node["type"]>(
  nodes: readonly Node[],
  type: T,
): Extract<Node, { type: T }>[] {
  const found: Extract<Node, { type: T }>[] = [];
  const visit = (node: Node) => {
    if (node.type === type) found.push(node as Extract<Node, { type: T }>); // the comparison above is the proof
    for (const child of child_nodes(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return found;
}

/**
 * Which of `names` are read before anything stores them. Blocks are not entered: they have a scope of their own, so
 * `{% set loop = 1 %}` in one hides nothing.
 */
export function find_undeclared(nodes: readonly Node[], names: readonly string[]): Set<string> {
  const open = new Set(names);
  const undeclared = new Set<string>();
  const visit = (node: Node) => {
    if (node.type === "Block") return;
    if (node.type === "Name") {
      if (node.ctx === "load" && open.has(node.name)) undeclared.add(node.name);
      else open.delete(node.name);
    }
    for (const child of child_nodes(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return undeclared;
}
