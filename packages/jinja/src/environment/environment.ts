import { call } from "../access/call.ts";
import { pass_marker_of } from "../access/pass_marker.ts";
import { TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, TemplatesNotFound } from "../errors.ts";
import { builtin_extension } from "../extensions/builtin_extensions.ts";
import type { Extension, ExtensionClass } from "../extensions/extension.ts";
import { BUILTIN_FILTERS } from "../filters/builtin_filters.ts";
import { BUILTIN_GLOBALS } from "../filters/builtin_globals.ts";
import { BUILTIN_TESTS } from "../filters/builtin_tests.ts";
import type { BaseLoader } from "../loaders/base_loader.ts";
import type { Context } from "../runtime/context.ts";
import type { Scope } from "../runtime/scope.ts";
import { Lexer } from "../syntax/lexer.ts";
import type * as nodes from "../syntax/nodes.ts";
import { Parser } from "../syntax/parser.ts";
import type { TagParser } from "../syntax/parser_base.ts";
import type { SyntaxOptions } from "../syntax/syntax_options.ts";
import { TokenStream } from "../syntax/token_stream.ts";
import { type AnyFunction, invoke, type Kwargs } from "../values/signature.ts";
import { Undefined, type UndefinedClass } from "../values/undefined.ts";
import { bind_runtime, default_getattr, default_getitem } from "./bound_runtime.ts";
import { compile_template, guard_depth } from "./compile_template.ts";
import { LRUCache } from "./lru_cache.ts";
import {
  type Autoescape,
  DEFAULT_CACHE_SIZE,
  DEFAULT_UNDEFINED,
  type EnvironmentOptions,
  syntax_of,
} from "./options.ts";
import { default_policies } from "./policies.ts";
import { Template } from "./template.ts";

/** A record that templates' names index: it has no prototype that a name could reach. */
function record<T>(entries: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.assign(Object.create(null), entries);
}

const NO_OPERATORS: ReadonlySet<string> = new Set();

/** Anything that names a template: a name, several to choose from, or a template itself. */
export type TemplateName = string | Template | Undefined;

/**
 * Holds what templates share: syntax, filters, tests, globals, loader and cache. Change the records `filters`, `tests`,
 * `globals` and `policies` before the first template is loaded.
 */
export class Environment {
  /** Whether templates are not trusted: a subclass that guards sets it. */
  readonly sandboxed: boolean = false;
  readonly filters: Record<string, AnyFunction> = record(BUILTIN_FILTERS);
  readonly tests: Record<string, AnyFunction> = record(BUILTIN_TESTS);
  readonly globals: Record<string, unknown> = record<unknown>(BUILTIN_GLOBALS);
  readonly policies: Record<string, unknown> = record(default_policies());
  readonly extensions: Map<string, Extension> = new Map();
  undefined: UndefinedClass;
  finalize: AnyFunction | null;
  autoescape: Autoescape;
  loader: BaseLoader | null;
  auto_reload: boolean;
  readonly newline_sequence: string;
  readonly keep_trailing_newline: boolean;
  cache: LRUCache<string, Template>;
  readonly #options: EnvironmentOptions;
  readonly #lexer: Lexer;
  #runtime: Record<string, unknown> | null = null;
  #cached_loader: BaseLoader | null;

  constructor(options: EnvironmentOptions = {}) {
    const syntax: SyntaxOptions = syntax_of(options);
    this.#options = options;
    this.#lexer = new Lexer(syntax);
    this.newline_sequence = syntax.newline_sequence;
    this.keep_trailing_newline = syntax.keep_trailing_newline;
    this.undefined = options.undefined ?? DEFAULT_UNDEFINED;
    this.finalize = options.finalize ?? null;
    this.autoescape = options.autoescape ?? false;
    this.loader = options.loader ?? null;
    this.#cached_loader = this.loader;
    this.auto_reload = options.auto_reload ?? true;
    this.cache = new LRUCache(options.cache_size ?? DEFAULT_CACHE_SIZE);
    for (const extension of options.extensions ?? []) this.add_extension(extension);
  }

  /** Loads an extension: a class, or the name of a built-in one. */
  add_extension(extension: ExtensionClass | string): void {
    const made = new (typeof extension === "string" ? builtin_extension(extension) : extension)(this);
    this.extensions.set(made.identifier, made);
  }

  /** A new environment with some options changed; filters, tests, globals and extensions are shared. */
  overlay(options: EnvironmentOptions = {}): Environment {
    const made = Reflect.construct(this.constructor, [
      { ...this.#options, ...this.#current(), ...options },
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
    return { undefined: undefined_class, finalize, autoescape, loader, auto_reload };
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

  autoescape_for(name: string | null): boolean {
    return typeof this.autoescape === "function" ? Boolean(this.autoescape(name)) : this.autoescape;
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

  call_filter(
    name: string,
    value: unknown,
    args: readonly unknown[] = [],
    kwargs?: Kwargs,
    context?: unknown,
  ): unknown {
    return this.#apply("filter", this.filters[name], name, [value, ...args], kwargs, context);
  }

  call_test(
    name: string,
    value: unknown,
    args: readonly unknown[] = [],
    kwargs?: Kwargs,
    context?: unknown,
  ): unknown {
    return this.#apply("test", this.tests[name], name, [value, ...args], kwargs, context);
  }

  #apply(
    kind: string,
    fn: AnyFunction | undefined,
    name: string,
    args: readonly unknown[],
    kwargs: Kwargs | undefined,
    context: unknown,
  ): unknown {
    if (fn === undefined) throw new TemplateRuntimeError(`No ${kind} named '${name}'.`);
    const given = kwargs === undefined || Object.keys(kwargs).length === 0 ? undefined : kwargs;
    const marker = pass_marker_of(fn);
    if (marker === undefined) return invoke(fn, args, given);
    return invoke(fn, [this.#passed(marker, context), ...args], given);
  }

  #passed(marker: "context" | "eval_context" | "environment", context: unknown): unknown {
    if (marker === "environment") return this;
    if (context === undefined || context === null)
      throw new TemplateRuntimeError("Attempted to invoke a context filter without context.");
    return marker === "context" ? context : Reflect.get(Object(context), "eval_ctx");
  }

  /** The tokens of a source. */
  lex(source: string, name: string | null = null, filename: string | null = null): Iterable<unknown> {
    return this.#lexer.tokenize(source, name, filename);
  }

  #sorted_extensions(): Extension[] {
    return Array.from(this.extensions.values()).sort((a, b) => a.priority - b.priority);
  }

  #parser(source: string, name: string | null, filename: string | null, state?: "variable"): Parser {
    const extensions = this.#sorted_extensions();
    const text = extensions.reduce((read, extension) => extension.preprocess(read, name, filename), source);
    let stream = new TokenStream(this.#lexer.tokenize(text, name, filename, state), name, filename);
    const tags = new Map<string, TagParser<Parser>>();
    for (const extension of extensions) {
      const filtered = extension.filter_stream(stream);
      if (filtered !== stream) stream = new TokenStream(filtered, name, filename);
      for (const tag of extension.tags) tags.set(tag, (parser) => extension.parse(parser));
    }
    return new Parser(stream, tags);
  }

  /** The tree of a source. Raises TemplateSyntaxError, whose `source` is set. */
  parse(source: string, name: string | null = null, filename: string | null = null): nodes.Template {
    return this.#with_source(source, () =>
      guard_depth(name, filename, () => this.#parser(source, name, filename).parse()),
    );
  }

  #with_source<T>(source: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof TemplateSyntaxError) error.source ??= source;
      throw error;
    }
  }

  #make_template(
    source: string,
    name: string | null,
    filename: string | null,
    globals: Scope | null,
    uptodate: (() => boolean) | null,
  ): Template {
    this.#runtime ??= bind_runtime(this, this.guarded);
    const runtime = this.#runtime;
    const scopes = globals === null ? [this.globals] : [globals, this.globals];
    return this.#with_source(source, () => {
      const tree = this.parse(source, name, filename);
      const code = compile_template(this, tree, name, filename, runtime, this);
      return new Template(this, code, name, filename, scopes, uptodate);
    });
  }

  /** A template from its source. It has no name, so `autoescape` functions get null. */
  from_string(source: string, globals: Scope | null = null): Template {
    return this.#make_template(source, null, null, globals, null);
  }

  /** A function of the variables that gives the value of one expression. */
  compile_expression(source: string, undefined_to_none = true): (variables?: Scope) => unknown {
    const tree = this.#with_source(source, () => this.#expression_tree(source));
    this.#runtime ??= bind_runtime(this, this.guarded);
    const code = compile_template(this, tree, null, null, this.#runtime, this);
    const template = new Template(this, code, null, null, [this.globals], null);
    return (variables = {}) => {
      const context = template.new_context(variables);
      template.render_root(context);
      const result = context.vars.get("result") ?? null;
      return undefined_to_none && result instanceof Undefined ? null : result;
    };
  }

  #expression_tree(source: string): nodes.Template {
    const parser = this.#parser(source, null, null, "variable");
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
    const template = this.#make_template(source, name, filename, globals, uptodate);
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
