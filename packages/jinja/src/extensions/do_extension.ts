import type * as nodes from "../syntax/nodes.ts";
import type { Parser } from "../syntax/parser.ts";
import { Extension } from "./extension.ts";

/** `{% do list.append(1) %}`: evaluates an expression and prints nothing. */
export class DoExtension extends Extension {
  override readonly tags: ReadonlySet<string> = new Set(["do"]);
  override parse(parser: Parser): nodes.Stmt {
    const { lineno } = parser.stream.next();
    return { type: "ExprStmt", lineno, node: parser.parse_tuple() };
  }
}
