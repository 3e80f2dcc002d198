import type * as nodes from "../syntax/nodes.ts";
import { find_all, find_undeclared } from "../syntax/tree_walk.ts";
import { quote } from "./code_writer.ts";
import type { Frame } from "./frame.ts";
import { OutputCompiler } from "./output_compiler.ts";
import { analyze, analyze_loop_body, analyze_loop_target } from "./symbol_visitor.ts";

/** Loops, and the targets that they and `set` fill. */
export abstract class LoopCompiler extends OutputCompiler {
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
    if (node.recursive) {
      this.#recursive_loop(node, frame);
      return;
    }
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
      this.out.line(`while (LoopContext.advance(${loop})) {`);
      this.out.line(`const ${item} = LoopContext.item(${loop});`);
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
}

/** Whether the body can see `loop`. */
function is_extended(node: nodes.For): boolean {
  return (
    node.recursive ||
    find_undeclared(node.body, ["loop"]).has("loop") ||
    find_all([node], "Block").some((block) => block.scoped)
  );
}
