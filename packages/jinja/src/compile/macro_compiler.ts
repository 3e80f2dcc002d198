import type * as nodes from "../syntax/nodes.ts";
import { find_undeclared } from "../syntax/tree_walk.ts";
import { quote } from "./code_writer.ts";
import type { Frame } from "./frame.ts";
import { LoopCompiler } from "./loop_compiler.ts";
import { analyze_macro } from "./symbol_visitor.ts";

interface MacroShape {
  readonly frame: Frame;
  readonly args: string[];
  caller: boolean;
  kwargs: boolean;
  varargs: boolean;
}

/** Macros and call blocks. */
export abstract class MacroCompiler extends LoopCompiler {
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
}

const CALLER_MESSAGE =
  'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.';
