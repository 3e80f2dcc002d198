import type { Block, BlockTable } from "../runtime/context.ts";
import { Context } from "../runtime/context.ts";
import { EvalContext } from "../runtime/eval_context.ts";
import type { Scope } from "../runtime/scope.ts";
import type { RuntimeHost, TemplateLike } from "./host.ts";
import type { EnvironmentOptions } from "./options.ts";
import { TemplateModule } from "./template_module.ts";
import { TemplateStream } from "./template_stream.ts";

/** The functions that a template was compiled to. */
export interface CompiledTemplate<R> {
  readonly root: (context: Context) => R;
  readonly blocks: Readonly<Record<string, (context: Context) => R>>;
}

/** How a template is compiled: as text at once, and piece by piece when that is first asked for. */
export interface TemplateCode {
  readonly text: (own_blocks: Record<string, Block>) => CompiledTemplate<string>;
  readonly stream: (own_blocks: Record<string, Block>) => CompiledTemplate<Iterable<string>>;
}

/** What a template needs of its environment. */
export interface TemplateHost extends RuntimeHost {
  autoescape_for(name: string | null): boolean;
}

/** What an environment makes a template of. */
export interface TemplateParts<E = TemplateHost> {
  readonly environment: E;
  readonly code: TemplateCode;
  readonly name: string | null;
  readonly filename: string | null;
  /** Variables that every rendering sees, innermost first. */
  readonly globals: readonly Scope[];
  readonly uptodate: (() => boolean) | null;
}

type SourceCompiler = (source: string, options: EnvironmentOptions) => TemplateParts;

let compile_source: SourceCompiler = () => {
  throw new Error("templates are compiled by an environment: import Environment first");
};

/** Environments stand below this file and compile for it: `new Template(source)` comes back to them. */
export function set_source_compiler(compiler: SourceCompiler): void {
  compile_source = compiler;
}

/** A compiled template, bound to its environment. Get one from `Environment.get_template` or `from_string`. */
export class Template<E extends TemplateHost = TemplateHost> implements TemplateLike {
  readonly environment: E;
  readonly name: string | null;
  readonly filename: string | null;
  /** Variables that every rendering sees; they come from `get_template({ globals })`. */
  readonly globals: Scope;
  readonly block_table: BlockTable;
  readonly #text: CompiledTemplate<string>;
  readonly #uptodate: (() => boolean) | null;
  readonly #shared: readonly Scope[];
  readonly #code: TemplateCode;
  readonly #own_blocks: Record<string, Block> = Object.create(null);
  #stream: CompiledTemplate<Iterable<string>> | null = null;
  #module: TemplateModule | null = null;

  /** From source, in an environment of its own with these options: `new Template("Hello {{ name }}!")`. */
  constructor(source: string, options?: EnvironmentOptions);
  /** Environments make templates of parts. */
  constructor(parts: TemplateParts<E>);
  constructor(source: string | TemplateParts<E>, options: EnvironmentOptions = {}) {
    const parts = typeof source === "string" ? (compile_source(source, options) as TemplateParts<E>) : source; // with a source, E is left at its default
    this.environment = parts.environment;
    this.name = parts.name;
    this.filename = parts.filename;
    this.#code = parts.code;
    this.#shared = parts.globals;
    this.globals = parts.globals[0] ?? {};
    this.#uptodate = parts.uptodate;
    this.#text = parts.code.text(this.#own_blocks);
    this.block_table = this.#make_blocks();
  }

  #make_blocks(): BlockTable {
    const blocks = new Map<string, readonly Block[]>();
    for (const [name, render] of Object.entries(this.#text.blocks)) {
      const block: Block = { render, stream: (context) => this.#stream_block(name, context) };
      this.#own_blocks[name] = block;
      blocks.set(name, [block]);
    }
    return blocks;
  }

  #stream_block(name: string, context: Context): Iterable<string> {
    return this.#streaming.blocks[name]?.(context) ?? [];
  }

  get #streaming(): CompiledTemplate<Iterable<string>> {
    this.#stream ??= this.#code.stream(this.#own_blocks);
    return this.#stream;
  }

  /** Whether the source is still what was compiled; true where nobody can tell. */
  get is_up_to_date(): boolean {
    return this.#uptodate === null || this.#uptodate();
  }

  /**
   * The text of the template with these variables: an object, a Map, or any object whose members are the variables.
   * Raises what the template raises, with its line in `lineno` and in the stack.
   */
  render(variables: Scope = {}): string {
    return this.#text.root(this.new_context(variables));
  }

  /** Like {@link render}, in pieces as they are made: for responses that begin before they end. */
  *generate(variables: Scope = {}): Generator<string> {
    for (const piece of this.#streaming.root(this.new_context(variables))) if (piece !== "") yield piece;
  }

  /** Like {@link generate}, with control over the size of the pieces. */
  stream(variables: Scope = {}): TemplateStream {
    return new TemplateStream(this.generate(variables));
  }

  /** A context for this template. */
  new_context(variables: Scope = {}): Context {
    const [shared] = this.#shared;
    const one = this.#shared.length === 1 && shared !== undefined;
    return this.context_for(one ? [variables, shared] : [variables, ...this.#shared]);
  }

  context_for(scopes: readonly Scope[]): Context {
    const { environment, name } = this;
    return new Context(
      environment,
      scopes,
      name,
      this.block_table,
      new EvalContext(environment, environment.autoescape_for(name)),
    );
  }

  render_root(context: Context): string {
    return this.#text.root(context);
  }
  stream_root(context: Context): Iterable<string> {
    return this.#streaming.root(context);
  }

  /** The template as a module, run with these variables: its macros and top-level variables as `exported(name)`. */
  make_module(variables: Scope = {}): TemplateModule {
    return this.make_module_from([variables, ...this.#shared]);
  }

  make_module_from(scopes: readonly Scope[]): TemplateModule {
    const context = this.context_for(scopes);
    const body = Array.from(this.stream_root(context));
    return new TemplateModule(this.name, context, body);
  }

  /** The module that imports without context share. */
  default_module(_context?: Context): TemplateModule {
    this.#module ??= this.make_module();
    return this.#module;
  }

  get module(): TemplateModule {
    return this.default_module();
  }

  toString(): string {
    return `<Template ${this.name === null ? "memory" : `'${this.name}'`}>`;
  }
}
