import type * as nodes from "../syntax/nodes.ts";
import { quote } from "./code_writer.ts";
import type { Frame } from "./frame.ts";
import { ScopeCompiler } from "./scope_compiler.ts";

/** Thrown where nothing after a statement can run; caught by the list of statements it stands in. */
export class Unreachable extends Error {}

/** Statements about other templates: blocks, `extends`, `include`, imports. */
export abstract class InheritanceCompiler extends ScopeCompiler {
  block(node: nodes.Block, frame: Frame): void {
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

  extends_statement(node: nodes.Extends, frame: Frame): void {
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

  include(node: nodes.Include, frame: Frame): void {
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

  import_statement(node: nodes.Import, frame: Frame): void {
    this.mark_line(node.lineno);
    const ref = frame.symbols.ref(node.target);
    this.out.line(`${ref} = ${this.#module(node, frame)};`);
    if (frame.toplevel) this.out.line(`context.set_imported(${quote(node.target)}, ${ref});`);
  }

  from_import(node: nodes.FromImport, frame: Frame): void {
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
