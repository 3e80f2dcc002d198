/** A node of Python's syntax tree, as JSON: its kind and its fields. */
export interface Tree {
  readonly node: string;
  readonly [field: string]: unknown;
}

export type Scope = Map<string, unknown>;
export type Callable = (...args: unknown[]) => unknown;

/** A field that holds a node. */
export function child(node: Tree, field: string): Tree {
  return node[field] as Tree;
}

/** A field that holds nodes. */
export function children(node: Tree, field: string): readonly Tree[] {
  return node[field] as readonly Tree[];
}
