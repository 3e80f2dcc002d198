import type { Frame } from "../compile/frame.ts";
import { TemplateCompiler } from "../compile/template_compiler.ts";
import type * as nodes from "../syntax/nodes.ts";
import { child_nodes } from "../syntax/tree_walk.ts";
import { Environment } from "./environment.ts";
import { parser_of_tree } from "./syntax_environment.ts";

/** Compiles as usual and notes the names that are looked up in the context. */
class NameTracker extends TemplateCompiler {
  readonly names = new Set<string>();
  override enter_frame(frame: Frame): void {
    for (const load of frame.symbols.loads.values()) if (load.kind === "resolve") this.names.add(load.name);
    super.enter_frame(frame);
  }
}

/** The variables that a template will look for in its context, without the globals of its environment. */
export function find_undeclared_variables(tree: nodes.Template): Set<string> {
  const known = parser_of_tree(tree);
  const environment = known instanceof Environment ? known : new Environment();
  const tracker = new NameTracker(environment, null, null, false);
  tracker.compile(tree);
  return new Set(Array.from(tracker.names).filter((name) => !(name in environment.globals)));
}

/** The names of the templates that a template extends, includes or imports; null for each that only rendering knows. */
export function find_referenced_templates(tree: nodes.Template): (string | null)[] {
  const found: (string | null)[] = [];
  const visit = (node: nodes.Node) => {
    if (REFERRING.has(node.type) && "template" in node) found.push(...names_of(node.template));
    for (const child of child_nodes(node)) visit(child);
  };
  visit(tree);
  return found;
}

const REFERRING: ReadonlySet<string> = new Set(["Extends", "Include", "Import", "FromImport"]);

function names_of(template: nodes.Expr): (string | null)[] {
  if (template.type === "Const" && typeof template.value === "string") return [template.value];
  if (template.type !== "Tuple" && template.type !== "List") return [null];
  return template.items.map((item) =>
    item.type === "Const" && typeof item.value === "string" ? item.value : null,
  );
}
