import type * as nodes from "../syntax/nodes.ts";
import { find_all, find_undeclared } from "../syntax/tree_walk.ts";
import { quote } from "./code_writer.ts";
import type { Frame } from "./frame.ts";
import { OutputCompiler } from "./output_compiler.ts";
import {
  analyze,
  analyze_loop_body,
  analyze_loop_target,
  analyze_macro,
  analyze_with,
} from "./symbol_visitor.ts";

interface MacroShape {
  readonly frame: Frame;
  readonly args: string[];
  caller: boolean;
  kwargs: boolean;
  varargs: boolean;
}

/** Statements that open a scope: loops, macros, captures. */
export abstract class ScopeCompiler extends OutputCompiler {
  abstract statements(body: readonly nodes.Stmt[], frame: Frame): void;

  /** The JavaScript pattern that takes a value apart for a target. */
  assign_target(target: nodes.Expr, value: string, frame: Frame): void {
    if (target.type === "Name") {
      this.out.line(`${frame.symbols.ref(target.name)} = ${value};`);
    } else if (target.type === "NSRef") {
      this.out.line(`set_namespace(${frame.symbols.ref(target.name)}, ${quote(target.attr)}, ${value});`);
    } else if (target.type === "Tuple") {
      const parts = this.out.temporary();
      this.out.line(`const ${parts} = unpack(${value}, ${target.items.length});`);
      target.items.forEach((item, at) => {
        this.assign_target(item, `${parts}[${at}]`, frame);
      });
    }
  }

  for_loop(node: nodes.For, frame: Frame): void {
    for (const name of find_all([node], "Name")) {
      if (name.ctx === "store" && name.name === "loop")
        this.fail("Can't assign to special loop variable in for-loop target", name.lineno);
    }
    if (node.recursive) return this.#recursive_loop(node, frame);
    this.mark_line(node.lineno);
    this.out.line("{");
    const iterable = this.#loop_iterable(node, frame, this.expression(node.iter, frame));
    this.#loop(node, frame.inner(), frame.inner(), iterable, "null", "0");
    this.out.line("}");
    this.forget_line();
  }

  /** The items, or a generator of those that pass the loop's test. */
  #loop_iterable(node: nodes.For, frame: Frame, items: string): string {
    if (node.test === null) return items;
    const test = node.test;
    const filter = this.out.temporary("filter");
    const test_frame = frame.inner();
    analyze_loop_target(test_frame.symbols, node.target);
    analyze(test_frame.symbols, [test]);
    this.traced_function(`function* ${filter}(items)`, test.lineno, () => {
      this.out.line("for (const item of iterate(items)) {");
      this.enter_frame(test_frame);
      this.#declare_target(node.target, "item", test_frame);
      this.out.line(`if (${this.condition(test, test_frame)}) yield item;`);
      this.out.line("}");
    });
    return `${filter}(${items})`;
  }

  #declare_target(target: nodes.Expr, value: string, frame: Frame): void {
    const names = find_all([target], "Name").map((name) => frame.symbols.ref(name.name));
    if (names.length > 0) this.out.line(`let ${Array.from(new Set(names)).join(", ")};`);
    this.assign_target(target, value, frame);
  }

  #loop(
    node: nodes.For,
    loop_frame: Frame,
    else_frame: Frame,
    items: string,
    recurse: string,
    depth: string,
  ): void {
    loop_frame.loop_frame = true;
    const loop = is_extended(node) ? loop_frame.symbols.declare_parameter("loop") : null;
    analyze_loop_body(loop_frame.symbols, node);
    if (loop !== null) loop_frame.symbols.declare_parameter("loop");
    const ran = node.else_.length > 0 ? this.out.temporary("ran") : null;
    if (ran !== null) this.out.line(`let ${ran} = false;`);
    const item = this.out.temporary("item");
    if (loop === null) this.out.line(`for (const ${item} of iterate(${items})) {`);
    else {
      this.out.line(`const ${loop} = new LoopContext(${items}, env, ${recurse}, ${depth});`);
      this.out.line(`for (const ${item} of ${loop}.items()) {`);
      this.loop_refs.add(loop);
    }
    this.#declare_target(node.target, item, loop_frame);
    this.enter_frame(loop_frame);
    this.forget_line();
    this.statements(node.body, loop_frame);
    if (ran !== null) this.out.line(`${ran} = true;`);
    this.out.line("}");
    if (loop !== null) this.loop_refs.delete(loop);
    this.forget_line();
    if (ran !== null) this.#else_branch(node, else_frame, ran);
  }

  #else_branch(node: nodes.For, frame: Frame, ran: string): void {
    analyze(frame.symbols, node.else_);
    this.out.line(`if (!${ran}) {`);
    this.enter_frame(frame);
    this.statements(node.else_, frame);
    this.out.line("}");
    this.forget_line();
  }

  /** A recursive loop is a function, which `loop(items)` calls again. */
  #recursive_loop(node: nodes.For, frame: Frame): void {
    const render = this.out.temporary("loop");
    const buffer = this.out.temporary("o");
    const [loop_frame, else_frame] = [frame.inner(), frame.inner()];
    loop_frame.buffer = buffer;
    else_frame.buffer = buffer;
    this.traced_function(`const ${render} = (items, depth) =>`, node.lineno, () => {
      this.out.line(`let ${buffer} = "";`);
      const iterable = this.#loop_iterable(node, frame, "items");
      this.#loop(node, loop_frame, else_frame, iterable, render, "depth");
      this.out.line(`return ${this.captured(buffer)};`);
    });
    this.mark_line(node.lineno);
    this.append(frame, `text(${render}(${this.expression(node.iter, frame)}, 0))`);
  }

  /** The function of a macro or a call block, as the arguments of `new Macro`. */
  #macro_function(node: nodes.Macro | nodes.CallBlock, frame: Frame, fn: string): MacroShape {
    const shape = this.#macro_shape(node, frame);
    const { frame: macro_frame, args } = shape;
    const buffer = this.out.temporary("o");
    macro_frame.buffer = buffer;
    this.traced_function(`const ${fn} = (${args.join(", ")}) =>`, node.lineno, () => {
      this.out.line(`let ${buffer} = "";`);
      this.enter_frame(macro_frame);
      this.#parameter_defaults(node, macro_frame);
      this.statements(node.body, macro_frame);
      this.out.line(`return ${buffer};`);
    });
    return shape;
  }

  #macro_shape(node: nodes.Macro | nodes.CallBlock, outer: Frame): MacroShape {
    const frame = outer.inner();
    frame.require_output_check = false;
    analyze_macro(frame.symbols, node);
    const names = node.args.map((arg) => arg.name);
    const special = find_undeclared(node.body, ["caller", "kwargs", "varargs"]);
    const args = names.map((name) => frame.symbols.ref(name));
    const shape = { frame, args, caller: special.has("caller"), kwargs: false, varargs: false };
    if (shape.caller) {
      const at = names.indexOf("caller");
      if (at < 0) args.push(frame.symbols.declare_parameter("caller"));
      else if (at < names.length - node.defaults.length) this.fail(CALLER_MESSAGE, node.lineno);
    }
    if (special.has("kwargs") && !names.includes("kwargs")) {
      args.push(frame.symbols.declare_parameter("kwargs"));
      shape.kwargs = true;
    }
    if (special.has("varargs") && !names.includes("varargs")) {
      args.push(frame.symbols.declare_parameter("varargs"));
      shape.varargs = true;
    }
    return shape;
  }

  /** Defaults are evaluated in order; a default sees the parameters before it. */
  #parameter_defaults(node: nodes.Macro | nodes.CallBlock, frame: Frame): void {
    const refs = node.args.map((arg) => frame.symbols.ref(arg.name));
    for (const ref of refs) this.undeclared_parameters.add(ref);
    node.args.forEach((arg, at) => {
      const ref = refs[at] ?? "";
      const value = node.defaults[at - (node.args.length - node.defaults.length)];
      const code =
        value === undefined ? `undefined_parameter(${quote(arg.name)})` : this.expression(value, frame);
      this.out.line(`if (${ref} === undefined) ${ref} = ${code};`);
      this.undeclared_parameters.delete(ref);
    });
  }

  #new_macro(node: nodes.Macro | nodes.CallBlock, shape: MacroShape, fn: string): string {
    const name = node.type === "Macro" ? quote(node.name) : "null";
    const names = JSON.stringify(node.args.map((arg) => arg.name));
    const { caller, kwargs, varargs } = shape;
    return `new Macro(env, ${fn}, ${name}, ${names}, { kwargs: ${kwargs}, varargs: ${varargs}, caller: ${caller} }, context.eval_ctx.autoescape)`;
  }

  macro(node: nodes.Macro, frame: Frame): void {
    const fn = this.out.temporary("macro");
    const shape = this.#macro_function(node, frame, fn);
    const ref = frame.symbols.ref(node.name);
    this.out.line(`${ref} = ${this.#new_macro(node, shape, fn)};`);
    if (frame.toplevel)
      this.out.line(`context.set_var(${quote(node.name)}, ${ref}, ${!node.name.startsWith("_")});`);
  }

  call_block(node: nodes.CallBlock, frame: Frame): void {
    const fn = this.out.temporary("macro");
    const caller = this.out.temporary("caller");
    const shape = this.#macro_function(node, frame, fn);
    this.out.line(`const ${caller} = ${this.#new_macro(node, shape, fn)};`);
    this.mark_line(node.lineno);
    this.append(frame, `raw_text(${this.call(node.call, frame, caller)})`);
  }

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

const CALLER_MESSAGE =
  'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.';

/** Whether the body can see `loop`. */
function is_extended(node: nodes.For): boolean {
  return (
    node.recursive ||
    find_undeclared(node.body, ["loop"]).has("loop") ||
    find_all([node], "Block").some((block) => block.scoped)
  );
}
