import type * as nodes from "../syntax/nodes.ts";
import { find_all, find_undeclared } from "../syntax/tree_walk.ts";
import { quote } from "./code_writer.ts";
import { Frame } from "./frame.ts";
import { InheritanceCompiler, Unreachable } from "./inheritance_compiler.ts";
import { analyze } from "./symbol_visitor.ts";

/** A whole template to JavaScript: a root function and one function for each block. */
export class TemplateCompiler extends InheritanceCompiler {
  readonly #blocks = new Map<string, nodes.Block>();

  compile(template: nodes.Template): string {
    for (const block of find_all([template], "Block")) {
      if (this.#blocks.has(block.name)) this.fail(`block '${block.name}' defined twice`, block.lineno);
      this.#blocks.set(block.name, block);
    }
    this.#root(template);
    for (const block of this.#blocks.values()) this.#block_function(block);
    const blocks = Array.from(this.#blocks.keys(), (name) => `${quote(name)}: ${block_name(name)}`);
    return `${this.out.code()}\nreturn { root, blocks: { __proto__: null, ${blocks.join(", ")} } };`;
  }

  get #function(): string {
    return this.streaming ? "function*" : "function";
  }

  #new_frame(): Frame {
    return new Frame(undefined, this.streaming ? null : "o");
  }

  #root(template: nodes.Template): void {
    const frame = this.#new_frame();
    const has_extends = find_all([template], "Extends").length > 0;
    this.traced_function(`${this.#function} root(context)`, 1, () => {
      this.#open(frame, template.body);
      analyze(frame.symbols, template.body);
      frame.toplevel = true;
      frame.rootlevel = true;
      frame.require_output_check = has_extends;
      if (has_extends) this.out.line("let parent = null;");
      this.enter_frame(frame);
      this.statements(template.body, frame);
      if (has_extends) this.#run_parent();
      this.#close();
    });
  }

  /** `self`, and the text being built. */
  #open(frame: Frame, body: readonly nodes.Node[]): void {
    if (!this.streaming) this.out.line('let o = "";');
    if (find_undeclared(body, ["self"]).has("self")) {
      this.out.line(`const ${frame.symbols.declare_parameter("self")} = new TemplateReference(context);`);
    }
  }

  #close(): void {
    this.out.line(this.streaming ? "" : "return o;");
  }

  #run_parent(): void {
    const check = this.has_known_extends ? "" : "if (parent !== null) ";
    this.out.line(
      this.streaming
        ? `${check}yield* parent.stream_root(context);`
        : `${check}o += parent.render_root(context);`,
    );
  }

  #block_function(block: nodes.Block): void {
    const frame = this.#new_frame();
    frame.block_frame = true;
    this.forget_line();
    this.traced_function(`${this.#function} ${block_name(block.name)}(context)`, block.lineno, () => {
      this.#open(frame, block.body);
      if (find_undeclared(block.body, ["super"]).has("super")) {
        const ref = frame.symbols.declare_parameter("super");
        this.out.line(
          `const ${ref} = context.super(${quote(block.name)}, own_blocks[${quote(block.name)}]);`,
        );
      }
      analyze(frame.symbols, block.body);
      this.enter_frame(frame);
      this.statements(block.body, frame);
      this.#close();
    });
  }

  statements(body: readonly nodes.Stmt[], frame: Frame): void {
    try {
      for (const node of body) this.#statement(node, frame);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
  }

  #statement(node: nodes.Stmt, frame: Frame): void {
    switch (node.type) {
      case "Output":
        this.output(node, frame);
        return;
      case "If":
        this.#if(node, frame);
        return;
      case "For":
        this.for_loop(node, frame);
        return;
      case "Assign":
        this.#assign(node, frame);
        return;
      case "AssignBlock":
        this.set_block(node, frame);
        return;
      case "Macro":
        this.macro(node, frame);
        return;
      case "CallBlock":
        this.call_block(node, frame);
        return;
      case "FilterBlock":
        this.filter_block(node, frame);
        return;
      case "With":
        this.with_block(node, frame);
        return;
      case "Scope":
        this.scope(node, frame);
        return;
      case "ScopedEvalContextModifier":
        this.autoescape(node, frame);
        return;
      default:
        this.#template_statement(node, frame);
        return;
    }
  }

  #template_statement(node: nodes.Stmt, frame: Frame): void {
    switch (node.type) {
      case "Block":
        this.block(node, frame);
        return;
      case "Extends":
        this.extends_statement(node, frame);
        return;
      case "Include":
        this.include(node, frame);
        return;
      case "Import":
        this.import_statement(node, frame);
        return;
      case "FromImport":
        this.from_import(node, frame);
        return;
      case "ExprStmt":
        this.mark_line(node.lineno);
        this.out.line(`${this.expression(node.node, frame)};`);
        return;
      case "Break":
        this.out.line("break;");
        return;
      case "Continue":
        this.out.line("continue;");
        return;
    }
  }

  #if(node: nodes.If, frame: Frame): void {
    const soft = frame.soft();
    this.mark_line(node.lineno);
    this.out.line(`if (${this.condition(node.test, soft)}) {`);
    this.statements(node.body, soft);
    for (const branch of node.elif_) {
      this.forget_line();
      this.out.line(`} else if (L = ${branch.lineno}, ${this.condition(branch.test, soft)}) {`);
      this.statements(branch.body, soft);
    }
    if (node.else_.length > 0) {
      this.forget_line();
      this.out.line("} else {");
      this.statements(node.else_, soft);
    }
    this.out.line("}");
    this.forget_line();
  }

  #assign(node: nodes.Assign, frame: Frame): void {
    this.mark_line(node.lineno);
    for (const { name } of find_all([node.target], "NSRef")) {
      this.out.line(`check_namespace(${frame.symbols.ref(name)});`);
    }
    this.assign_target(node.target, this.expression(node.node, frame), frame);
    this.export_target(node.target, frame);
  }
}

/** Block names may hold letters that JavaScript's names may not. */
function block_name(name: string): string {
  const plain = /^[A-Za-z0-9_]+$/.test(name);
  return plain
    ? `block_${name}`
    : `block$${Array.from(name, (char) => char.codePointAt(0)?.toString(16)).join("_")}`;
}
