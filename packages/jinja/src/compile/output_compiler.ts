import { pass_marker_of } from "../access/pass_marker.ts";
import type * as nodes from "../syntax/nodes.ts";
import { escape_text } from "../text/markup.ts";
import { text_of_value } from "../values/text_of_value.ts";
import { quote } from "./code_writer.ts";
import { constant_value } from "./constant_folding.ts";
import { ExpressionCompiler } from "./expression_compiler.ts";
import type { Frame } from "./frame.ts";

/** Writing text and values to the output. */
export class OutputCompiler extends ExpressionCompiler {
  /** How many `extends` the template has had so far, and whether one is certain to have run. */
  protected extends_so_far = 0;
  protected has_known_extends = false;

  output(node: nodes.Output, frame: Frame): void {
    if (frame.require_output_check && this.has_known_extends) return;
    const check = frame.require_output_check;
    if (check) this.out.line("if (parent === null) {");
    let group: string[] = [];
    let can_fail = false;
    const flush = () => {
      if (group.length > 0) this.append(frame, group.join(" + "));
      group = [];
      can_fail = false;
    };
    for (const child of node.nodes) {
      const constant = this.#constant_output(child);
      if (constant === undefined && child.lineno !== this.known_line) {
        if (can_fail) flush();
        this.mark_line(child.lineno);
      }
      can_fail ||= constant === undefined;
      if (constant !== "") group.push(constant === undefined ? this.#value(child, frame) : quote(constant));
    }
    flush();
    if (check) this.#close_check();
  }

  #close_check(): void {
    this.out.line("}");
    this.forget_line();
  }

  /** Adds text to the output of the frame. */
  append(frame: Frame, code: string): void {
    this.out.line(frame.buffer === null ? `yield ${code};` : `${frame.buffer} += ${code};`);
  }

  /** The text of what is known while compiling. Where escaping is volatile, Jinja uses what was known before. */
  #constant_output(node: nodes.Expr): string | undefined {
    if (node.type === "TemplateData") return node.data;
    if (this.host.finalize !== null || (this.host.guarded && node.type !== "Const")) return undefined;
    const folded = constant_value(node);
    if (folded === undefined) return undefined;
    const text = text_of_value(folded.value);
    return this.escape.autoescape ? escape_text(text) : text;
  }

  #value(node: nodes.Expr, frame: Frame): string {
    const value = this.#finalized(this.expression(node, frame));
    if (this.escape.volatile) return `text_if(context, ${value})`;
    return this.escape.autoescape ? `escaped(${value})` : `text(${value})`;
  }

  #finalized(value: string): string {
    const { finalize } = this.host;
    if (finalize === null) return value;
    const marker = pass_marker_of(finalize);
    const passed = { context: "context, ", eval_context: "context.eval_ctx, ", environment: "env, " };
    return `env.finalize(${marker === undefined ? "" : passed[marker]}${value})`;
  }

  /** A captured text as a value: Markup where autoescape is on. */
  captured(buffer: string): string {
    if (this.escape.volatile) return `safe_if(context, ${buffer})`;
    return this.escape.autoescape ? `new Markup(${buffer})` : buffer;
  }
}
