import type * as nodes from "../syntax/nodes.ts";
import type { Parser } from "../syntax/parser.ts";
import { pretty_text } from "../values/pretty_print.ts";
import { Extension } from "./extension.ts";

/** `{% debug %}`: shows the variables of the context and the names of all filters and tests. */
export class DebugExtension extends Extension {
  override readonly tags: ReadonlySet<string> = new Set(["debug"]);

  override parse(parser: Parser): nodes.Stmt {
    const { lineno } = parser.stream.expect("name:debug");
    const context: nodes.Expr = { type: "ContextReference", lineno };
    return { type: "Output", lineno, nodes: [this.call_method("render", [context], lineno)] };
  }

  /** Called by the generated code. */
  readonly render = (context: { get_all(): Record<string, unknown> }): string =>
    pretty_text({
      context: { ...context.get_all() },
      filters: Object.keys(this.environment.filters).sort(),
      tests: Object.keys(this.environment.tests).sort(),
    });
}
