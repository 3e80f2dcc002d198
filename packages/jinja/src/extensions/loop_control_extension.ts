import type * as nodes from "../syntax/nodes.ts";
import type { Parser } from "../syntax/parser.ts";
import { Extension } from "./extension.ts";

/** `{% break %}` and `{% continue %}` in loops. */
export class LoopControlExtension extends Extension {
  override readonly tags: ReadonlySet<string> = new Set(["break", "continue"]);
  override parse(parser: Parser): nodes.Stmt {
    const { lineno, value } = parser.stream.next();
    return { type: value === "break" ? "Break" : "Continue", lineno };
  }
}
