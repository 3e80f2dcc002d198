import type * as nodes from "../syntax/nodes.ts";
import { find_all } from "../syntax/tree_walk.ts";
import { quote } from "./code_writer.ts";
import type { Frame } from "./frame.ts";
import { MacroCompiler } from "./macro_compiler.ts";
import { analyze, analyze_with } from "./symbol_visitor.ts";

/** Statements that open a scope: captures, `with`, `autoescape`. */
export abstract class ScopeCompiler extends MacroCompiler {
  filter_block(node: nodes.FilterBlock, frame: Frame): void {
    const inner = frame.inner();
    analyze(inner.symbols, node.body);
    analyze(inner.symbols, [node.filter]);
    this.out.line("{");
    const buffer = this.#capture(inner, node.body);
    this.mark_line(node.lineno);
    this.append(frame, `raw_text(${this.filter(node.filter, inner, this.captured(buffer))})`);
    this.out.line("}");
  }

  /** Collects what the body writes in a variable of its own. */
  #capture(frame: Frame, body: readonly nodes.Stmt[]): string {
    const buffer = this.out.temporary("o");
    frame.buffer = buffer;
    this.out.line(`let ${buffer} = "";`);
    this.enter_frame(frame);
    this.statements(body, frame);
    return buffer;
  }

  set_block(node: nodes.AssignBlock, frame: Frame): void {
    const inner = frame.inner();
    inner.require_output_check = false;
    analyze(inner.symbols, node.body);
    if (node.filter !== null) analyze(inner.symbols, [node.filter]);
    this.out.line("{");
    const buffer = this.#capture(inner, node.body);
    this.mark_line(node.lineno);
    const value = node.filter === null ? buffer : this.filter(node.filter, inner, this.captured(buffer));
    this.assign_target(node.target, `safe_if(context, ${value})`, frame);
    this.out.line("}");
    this.export_target(node.target, frame);
  }

  /** What `set` stores at the top of a template is visible to includes, imports and blocks. */
  export_target(target: nodes.Expr, frame: Frame): void {
    for (const { name } of find_all([target], "Name")) {
      if (frame.toplevel) {
        this.out.line(
          `context.set_var(${quote(name)}, ${frame.symbols.ref(name)}, ${!name.startsWith("_")});`,
        );
      } else if (frame.loop_frame || frame.block_frame) {
        frame.assigned.add(name);
      }
    }
  }

  with_block(node: nodes.With, frame: Frame): void {
    const inner = frame.inner();
    analyze_with(inner.symbols, node);
    this.mark_line(node.lineno);
    this.out.line("{");
    const names = node.targets.flatMap((target) => find_all([target], "Name"));
    const refs = Array.from(new Set(names.map((name) => inner.symbols.ref(name.name))));
    if (refs.length > 0) this.out.line(`let ${refs.join(", ")};`);
    this.enter_frame(inner);
    node.targets.forEach((target, at) => {
      const value = node.values[at];
      if (value !== undefined) this.assign_target(target, this.expression(value, frame), inner);
    });
    this.statements(node.body, inner);
    this.out.line("}");
    this.forget_line();
  }

  scope(node: nodes.Scope, frame: Frame): void {
    const inner = frame.inner();
    analyze(inner.symbols, node.body);
    this.out.line("{");
    this.enter_frame(inner);
    this.statements(node.body, inner);
    this.out.line("}");
  }

  autoescape(node: nodes.ScopedEvalContextModifier, frame: Frame): void {
    const kept = this.out.temporary();
    const { autoescape, volatile } = this.escape;
    this.out.line(`const ${kept} = context.eval_ctx.autoescape;`);
    this.out.line(`context.eval_ctx.autoescape = ${this.expression(node.autoescape, frame)};`);
    if (node.autoescape.type === "Const") this.escape.autoescape = Boolean(node.autoescape.value);
    else this.escape.volatile = true;
    this.statements(node.body, frame);
    this.out.line(`context.eval_ctx.autoescape = ${kept};`);
    this.escape.autoescape = autoescape;
    this.escape.volatile = volatile;
  }
}
