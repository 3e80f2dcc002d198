import { call } from "../access/call.ts";
import { TemplateNotFound, TemplatesNotFound } from "../errors.ts";
import type { BaseLoader } from "../loaders/base_loader.ts";
import type { Context } from "../runtime/context.ts";
import type { Scope } from "../runtime/scope.ts";
import type * as nodes from "../syntax/nodes.ts";
import type { Kwargs } from "../values/signature.ts";
import { Undefined } from "../values/undefined.ts";
import { bind_runtime, default_getattr, default_getitem } from "./bound_runtime.ts";
import { compile_template } from "./compile_template.ts";
import { LRUCache } from "./lru_cache.ts";
import { DEFAULT_CACHE_SIZE, type EnvironmentOptions } from "./options.ts";
import { SyntaxEnvironment } from "./syntax_environment.ts";
import { set_source_compiler, Template, type TemplateCode, type TemplateParts } from "./template.ts";

const NO_OPERATORS: ReadonlySet<string> = new Set();

/** Anything that names a template: a name, several to choose from, or a template itself. */
export type TemplateName = string | Template | Undefined;

/**
 * Holds what templates share: syntax, filters, tests, globals, loader and cache. Change the records `filters`, `tests`,
 * `globals` and `policies` before the first template is loaded.
 */
export class Environment extends SyntaxEnvironment {
  cache: LRUCache<string, Template>;
  #runtime: Record<string, unknown> | null = null;
  #cached_loader: BaseLoader | null;

  constructor(options: EnvironmentOptions = {}) {
    super(options);
    this.cache = new LRUCache(options.cache_size ?? DEFAULT_CACHE_SIZE);
    this.#cached_loader = this.loader;
  }

  /** Adds attributes that are not there yet, as extensions do. */
  extend(attributes: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (!(name in this)) Object.defineProperty(this, name, { value, writable: true, configurable: true });
    }
  }

  /** A new environment with some options changed; filters, tests, globals and extensions are shared. */
  overlay(options: EnvironmentOptions = {}): Environment {
    const made = Reflect.construct(this.constructor, [
      { ...this.options, ...this.#current(), ...options },
    ]) as this; // the same class as this
    for (const name of ["filters", "tests", "globals", "policies"] as const)
      Object.assign(made, { [name]: this[name] });
    for (const [name, extension] of this.extensions)
      if (!made.extensions.has(name)) made.extensions.set(name, extension);
    return made;
  }

  /** Options that may have been assigned since the environment was made. */
  #current(): EnvironmentOptions {
    const { undefined: undefined_class, finalize, autoescape, loader, auto_reload } = this;
    return { ...this.syntax, undefined: undefined_class, finalize, autoescape, loader, auto_reload };
  }

  /** Whether attribute access or calls are overridden: then generated code takes no short cuts. */
  get guarded(): boolean {
    return (
      this.sandboxed ||
      this.getattr !== Environment.prototype.getattr ||
      this.getitem !== Environment.prototype.getitem ||
      this.call !== Environment.prototype.call
    );
  }

  /** `value.name` in templates. Override to guard or extend it. */
  getattr(value: unknown, name: string): unknown {
    return default_getattr(this, value, name);
  }

  /** `value[key]` in templates. Override to guard or extend it. */
  getitem(value: unknown, key: unknown): unknown {
    return default_getitem(this, value, key);
  }

  /** Binary operators that `call_binop` runs: "+", "-", "*", "/", "//", "%", "**". */
  get intercepted_operators(): ReadonlySet<string> {
    return NO_OPERATORS;
  }

  /** Calls in templates. Override to guard them. */
  call(context: Context, fn: unknown, args: readonly unknown[], kwargs: Kwargs | undefined): unknown {
    return call(context, fn, args, kwargs);
  }

  /** What a template is made of. `new Template(source)` and the loading methods call it. */
  template_parts(
    source: string,
    name: string | null = null,
    filename: string | null = null,
    globals: Scope | null = null,
    uptodate: (() => boolean) | null = null,
  ): TemplateParts<Environment> {
    const scopes = globals === null ? [this.globals] : [globals, this.globals];
    return this.with_source(source, () => {
      const code = this.#compile(this.parse(source, name, filename), name, filename);
      return { environment: this, code, name, filename, globals: scopes, uptodate };
    });
  }

  #compile(tree: nodes.Template, name: string | null, filename: string | null): TemplateCode {
    this.#runtime ??= bind_runtime(this, this.guarded);
    return compile_template(this, tree, name, filename, this.#runtime, this);
  }

  /** A template from its source. It has no name, so `autoescape` functions get null. */
  from_string(source: string, globals: Scope | null = null): Template {
    return new Template(this.template_parts(source, null, null, globals));
  }

  /** A function of the variables that gives the value of one expression. */
  compile_expression(source: string, undefined_to_none = true): (variables?: Scope) => unknown {
    const tree = this.with_source(source, () => this.#expression_tree(source));
    const code = this.#compile(tree, null, null);
    const unnamed = { name: null, filename: null, uptodate: null };
    const template = new Template({ environment: this, code, globals: [this.globals], ...unnamed });
    return (variables = {}) => {
      const context = template.new_context(variables);
      template.render_root(context);
      const result = context.vars.get("result") ?? null;
      return undefined_to_none && result instanceof Undefined ? null : result;
    };
  }

  #expression_tree(source: string): nodes.Template {
    const parser = this.parser_of(source, null, null, "variable");
    const node = parser.parse_expression();
    if (!parser.stream.eos) parser.fail("chunk after expression");
    const target: nodes.Name = { type: "Name", lineno: 1, name: "result", ctx: "store" };
    return { type: "Template", lineno: 1, body: [{ type: "Assign", lineno: 1, target, node }] };
  }

  /** The name under which a template that `parent` names is loaded. Override for relative names. */
  join_path(template: string, _parent: string): string {
    return template;
  }

  /** A template by name. Raises TemplateNotFound. `parent` is the template that asks, for `join_path`. */
  get_template(name: unknown, parent: string | null = null, globals: Scope | null = null): Template {
    if (name instanceof Template) return name;
    if (name instanceof Undefined) return name._fail_with_undefined_error();
    if (Array.isArray(name))
      throw new TypeError("get_template() takes one name; select_template() takes several");
    const text = String(name);
    return this.#load(parent === null ? text : this.join_path(text, parent), globals);
  }

  /** The first template of a list that exists. Raises TemplatesNotFound. */
  select_template(
    names: Iterable<unknown> | Undefined,
    parent: string | null = null,
    globals: Scope | null = null,
  ): Template {
    if (names instanceof Undefined) return names._fail_with_undefined_error();
    const tried: string[] = [];
    for (const name of names) {
      if (name instanceof Template) return name;
      try {
        return this.get_template(name, parent, globals);
      } catch (error) {
        if (!(error instanceof TemplateNotFound)) throw error;
        tried.push(String(name));
      }
    }
    if (tried.length > 0) throw new TemplatesNotFound(tried);
    throw new TemplatesNotFound([], "Tried to select from an empty list of templates.");
  }

  get_or_select_template(
    name: unknown,
    parent: string | null = null,
    globals: Scope | null = null,
  ): Template {
    const several =
      typeof name === "object" && name !== null && Symbol.iterator in name && !(name instanceof Undefined);
    if (several) return this.select_template(name as Iterable<unknown>, parent, globals); // the `in` above is the proof
    return this.get_template(name, parent, globals);
  }

  #load(name: string, globals: Scope | null): Template {
    const { loader } = this;
    if (loader === null) throw new TypeError("no loader for this environment specified");
    if (loader !== this.#cached_loader) {
      this.cache.clear();
      this.#cached_loader = loader;
    }
    const known = this.cache.get(name);
    if (known !== undefined && (!this.auto_reload || known.is_up_to_date)) return known;
    const [source, filename, uptodate] = loader.get_source(this, name);
    const template = new Template(this.template_parts(source, name, filename, globals, uptodate));
    this.cache.set(name, template);
    return template;
  }

  /** The names of all templates that the loader knows, sorted; of certain extensions, or as a function decides. */
  list_templates(filter?: readonly string[] | ((name: string) => boolean)): string[] {
    const names = this.loader?.list_templates() ?? [];
    if (filter === undefined) return names;
    if (typeof filter === "function") return names.filter(filter);
    return names.filter((name) => filter.includes(name.slice(name.lastIndexOf(".") + 1)));
  }
}

set_source_compiler((source, options) => new Environment(options).template_parts(source));
