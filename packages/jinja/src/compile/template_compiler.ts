import type * as nodes from "../syntax/nodes.ts";
import { find_all, find_undeclared } from "../syntax/tree_walk.ts";
import { quote } from "./code_writer.ts";
import { Frame } from "./frame.ts";
import { ScopeCompiler } from "./scope_compiler.ts";
import { analyze } from "./symbol_visitor.ts";

/** Thrown where nothing after a statement can run; caught by the list of statements it stands in. */
class Unreachable extends Error {}

/** A whole template to JavaScript: a root function and one function for each block. */
export class TemplateCompiler extends ScopeCompiler {
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
        return this.output(node, frame);
      case "If":
        return this.#if(node, frame);
      case "For":
        return this.for_loop(node, frame);
      case "Assign":
        return this.#assign(node, frame);
      case "AssignBlock":
        return this.set_block(node, frame);
      case "Macro":
        return this.macro(node, frame);
      case "CallBlock":
        return this.call_block(node, frame);
      case "FilterBlock":
        return this.filter_block(node, frame);
      case "With":
        return this.with_block(node, frame);
      case "Scope":
        return this.scope(node, frame);
      case "ScopedEvalContextModifier":
        return this.autoescape(node, frame);
      default:
        return this.#template_statement(node, frame);
    }
  }

  #template_statement(node: nodes.Stmt, frame: Frame): void {
    switch (node.type) {
      case "Block":
        return this.#block(node, frame);
      case "Extends":
        return this.#extends(node, frame);
      case "Include":
        return this.#include(node, frame);
      case "Import":
        return this.#import(node, frame);
      case "FromImport":
        return this.#from_import(node, frame);
      case "ExprStmt":
        this.mark_line(node.lineno);
        return this.out.line(`${this.expression(node.node, frame)};`);
      case "Break":
        return this.out.line("break;");
      case "Continue":
        return this.out.line("continue;");
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

  #block(node: nodes.Block, frame: Frame): void {
    if (frame.toplevel && this.has_known_extends) return;
    const guarded = frame.toplevel && this.extends_so_far > 0;
    if (guarded) this.out.line("if (parent === null) {");
    this.mark_line(node.lineno);
    const name = quote(node.name);
    if (node.required) this.out.line(`require_block(context, ${name});`);
    const context = node.scoped ? `context.derived(${this.locals(frame)})` : "context";
    if (frame.buffer === null) this.out.line(`yield* context.block(${name}).stream(${context});`);
    else this.append(frame, `context.block(${name}).render(${context})`);
    if (guarded) {
      this.out.line("}");
      this.forget_line();
    }
  }

  #extends(node: nodes.Extends, frame: Frame): void {
    if (!frame.toplevel) this.fail("cannot use extend from a non top-level scope", node.lineno);
    this.mark_line(node.lineno);
    if (this.extends_so_far > 0) {
      this.out.line(`${this.has_known_extends ? "" : "if (parent !== null) "}extended_twice();`);
      if (this.has_known_extends) throw new Unreachable();
    }
    this.out.line(`parent = extend(context, ${this.expression(node.template, frame)}, ${this.#own_name()});`);
    if (frame.rootlevel) this.has_known_extends = true;
    this.extends_so_far += 1;
  }

  #own_name(): string {
    return this.name === null ? "null" : quote(this.name);
  }

  #include(node: nodes.Include, frame: Frame): void {
    this.mark_line(node.lineno);
    const template = this.out.temporary("template");
    const finder = node.ignore_missing ? "find_or_skip" : "find_included";
    this.out.line("{");
    this.out.line(
      `const ${template} = ${finder}(${this.expression(node.template, frame)}, ${this.#own_name()});`,
    );
    if (node.ignore_missing) this.out.line(`if (${template} !== null)`);
    const streamed = frame.buffer === null;
    const context = node.with_context
      ? `included_context(${template}, context, ${this.locals(frame)})`
      : null;
    if (streamed) {
      this.out.line(`yield* stream_included(${template}, ${context});`);
    } else {
      this.append(frame, `render_included(${template}, ${context})`);
    }
    this.out.line("}");
  }

  #module(node: nodes.Import | nodes.FromImport, frame: Frame): string {
    const template = this.expression(node.template, frame);
    const locals = node.with_context ? this.locals(frame) : "undefined";
    return `import_module(${template}, ${this.#own_name()}, context, ${locals})`;
  }

  #import(node: nodes.Import, frame: Frame): void {
    this.mark_line(node.lineno);
    const ref = frame.symbols.ref(node.target);
    this.out.line(`${ref} = ${this.#module(node, frame)};`);
    if (frame.toplevel) this.out.line(`context.set_imported(${quote(node.target)}, ${ref});`);
  }

  #from_import(node: nodes.FromImport, frame: Frame): void {
    this.mark_line(node.lineno);
    const module = this.out.temporary("module");
    this.out.line("{");
    this.out.line(`const ${module} = ${this.#module(node, frame)};`);
    const place = `line ${node.lineno}${this.name === null ? "" : ` in '${this.name}'`}`;
    for (const [name, alias] of node.names) {
      const ref = frame.symbols.ref(alias);
      this.out.line(`${ref} = exported(${module}, ${quote(name)}, ${quote(place)});`);
      if (frame.toplevel) this.out.line(`context.set_imported(${quote(alias)}, ${ref});`);
    }
    this.out.line("}");
  }
}

/** Block names may hold letters that JavaScript's names may not. */
function block_name(name: string): string {
  const plain = /^[A-Za-z0-9_]+$/.test(name);
  return plain
    ? `block_${name}`
    : `block$${Array.from(name, (char) => char.codePointAt(0)?.toString(16)).join("_")}`;
}
