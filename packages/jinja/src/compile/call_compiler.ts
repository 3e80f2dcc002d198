import { pass_marker_of } from "../access/pass_marker.ts";
import type * as nodes from "../syntax/nodes.ts";
import { type AnyFunction, accepts } from "../values/signature.ts";
import { property, quote } from "./code_writer.ts";
import { CompilerBase } from "./compiler_base.ts";
import type { Frame } from "./frame.ts";

const PASSED = { context: "context", eval_context: "context.eval_ctx", environment: "env" } as const;

/** Calls, filters and tests with their arguments. */
export abstract class CallCompiler extends CompilerBase {
  abstract expression(node: nodes.Expr, frame: Frame): string;

  /** A filter; `block` is the text of a filter block, which has no node. */
  filter(node: nodes.Filter, frame: Frame, block: string | null): string {
    const value = node.node === null ? (block ?? '""') : this.#filtered(node.node, frame, block);
    return this.#applied("filters", node, value, frame);
  }

  #filtered(node: nodes.Expr, frame: Frame, block: string | null): string {
    return node.type === "Filter" ? this.filter(node, frame, block) : this.expression(node, frame);
  }

  test(node: nodes.Test, frame: Frame): string {
    return this.#applied("tests", node, this.expression(node.node, frame), frame);
  }

  #applied(table: "filters" | "tests", node: nodes.Filter | nodes.Test, value: string, frame: Frame): string {
    const known: AnyFunction | undefined = this.host[table][node.name];
    const label = table === "filters" ? "filter" : "test";
    if (known === undefined && !frame.soft_frame) this.fail(`No ${label} named '${node.name}'.`, node.lineno);
    const marker = known === undefined ? undefined : pass_marker_of(known);
    const passed = marker === undefined ? "" : `${PASSED[marker]}, `;
    const fn = `(env.${table}[${quote(node.name)}] ?? no_${label}(${quote(node.name)}))`;
    const direct = node.kwargs.length === 0 && node.dyn_args === null && node.dyn_kwargs === null;
    const count = node.args.length + 1 + (marker === undefined ? 0 : 1);
    if (direct && known !== undefined && accepts(known, count)) {
      const args = [value, ...node.args.map((arg) => this.expression(arg, frame))];
      return `${fn}(${passed}${args.join(", ")})`;
    }
    return `invoke(${fn}, [${passed}${value}${this.#more_args(node, frame)}], ${this.#kwargs(node, frame)})`;
  }

  #more_args(node: nodes.Arguments, frame: Frame): string {
    const args = this.#args(node, frame);
    return args === "" ? "" : `, ${args}`;
  }

  #args(node: nodes.Arguments, frame: Frame): string {
    const args = node.args.map((arg) => this.expression(arg, frame));
    if (node.dyn_args !== null) args.push(`...iterate(${this.expression(node.dyn_args, frame)})`);
    return args.join(", ");
  }

  #kwargs(node: nodes.Arguments, frame: Frame, extra: readonly string[] = []): string {
    const pairs = node.kwargs.map(({ key, value }) => property(key, this.expression(value, frame)));
    const seen = new Set<string>();
    for (const { key, lineno } of node.kwargs) {
      if (seen.has(key)) this.fail(`keyword argument repeated: ${key}`, lineno);
      seen.add(key);
    }
    pairs.push(...extra);
    const literal = pairs.length === 0 ? "undefined" : `{${pairs.join(", ")}}`;
    if (node.dyn_kwargs === null) return literal;
    return `merge_kwargs(${literal}, ${this.expression(node.dyn_kwargs, frame)})`;
  }

  call(node: nodes.Call, frame: Frame, caller?: string): string {
    const args = `[${this.#args(node, frame)}]`;
    const kwargs = this.#kwargs(node, frame, caller === undefined ? [] : [`caller: ${caller}`]);
    const context = this.#call_context(frame);
    if (node.node.type === "Getattr" && !this.host.guarded) {
      const target = this.expression(node.node.node, frame);
      return `call_attribute(${context}, ${target}, ${quote(node.node.attr)}, ${args}, ${kwargs})`;
    }
    return `call(${context}, ${this.expression(node.node, frame)}, ${args}, ${kwargs})`;
  }

  /** Context functions see what `set` stored in the loop or block around them. */
  #call_context(frame: Frame): string {
    const names = Array.from(frame.assigned);
    if (names.length === 0 || !(frame.loop_frame || frame.block_frame)) return "context";
    return `context.lending(() => ({${names.map((name) => property(name, frame.symbols.ref(name))).join(", ")}}))`;
  }
}
