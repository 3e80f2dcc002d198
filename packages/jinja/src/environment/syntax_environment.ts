import { pass_marker_of } from "../access/pass_marker.ts";
import { TemplateRuntimeError, TemplateSyntaxError } from "../errors.ts";
import { builtin_extension } from "../extensions/builtin_extensions.ts";
import type { Extension, ExtensionClass } from "../extensions/extension.ts";
import { BUILTIN_FILTERS } from "../filters/builtin_filters.ts";
import { BUILTIN_GLOBALS } from "../filters/builtin_globals.ts";
import { BUILTIN_TESTS } from "../filters/builtin_tests.ts";
import type { BaseLoader } from "../loaders/base_loader.ts";
import type * as nodes from "../syntax/nodes.ts";
import { Parser } from "../syntax/parser.ts";
import type { TagParser } from "../syntax/parser_base.ts";
import { TokenStream } from "../syntax/token_stream.ts";
import { type AnyFunction, invoke, type Kwargs } from "../values/signature.ts";
import type { UndefinedClass } from "../values/undefined.ts";
import { guard_depth } from "./compile_template.ts";
import { type Autoescape, DEFAULT_UNDEFINED, type EnvironmentOptions, syntax_of } from "./options.ts";
import { default_policies } from "./policies.ts";
import { SyntaxSettings } from "./syntax_settings.ts";

/** A record that templates' names index: it has no prototype that a name could reach. */
function record<T>(entries: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.assign(Object.create(null), entries);
}

const PARSED_BY = new WeakMap<nodes.Template, SyntaxEnvironment>();

/** The environment that parsed a tree; undefined for trees built by hand. */
export function parser_of_tree(tree: nodes.Template): SyntaxEnvironment | undefined {
  return PARSED_BY.get(tree);
}

/** What an environment knows before any template is loaded: its syntax, its filters and tests, its extensions. */
export class SyntaxEnvironment extends SyntaxSettings {
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
  protected readonly options: EnvironmentOptions;

  constructor(options: EnvironmentOptions = {}) {
    super(syntax_of(options));
    this.options = options;
    this.undefined = options.undefined ?? DEFAULT_UNDEFINED;
    this.finalize = options.finalize ?? null;
    this.autoescape = options.autoescape ?? false;
    this.loader = options.loader ?? null;
    this.auto_reload = options.auto_reload ?? true;
    for (const extension of options.extensions ?? []) this.add_extension(extension);
  }

  /** Loads an extension: a class, or the name of a built-in one. */
  add_extension(extension: ExtensionClass | string): void {
    const made = new (typeof extension === "string" ? builtin_extension(extension) : extension)(this);
    this.extensions.set(made.identifier, made);
  }

  autoescape_for(name: string | null): boolean {
    return typeof this.autoescape === "function" ? Boolean(this.autoescape(name)) : this.autoescape;
  }

  /** The tokens of a source. */
  lex(source: string, name: string | null = null, filename: string | null = null): Iterable<unknown> {
    return this.lexer.tokenize(source, name, filename);
  }

  #sorted_extensions(): Extension[] {
    return Array.from(this.extensions.values()).sort((a, b) => a.priority - b.priority);
  }

  protected parser_of(
    source: string,
    name: string | null,
    filename: string | null,
    state?: "variable",
  ): Parser {
    const extensions = this.#sorted_extensions();
    const text = extensions.reduce((read, extension) => extension.preprocess(read, name, filename), source);
    let stream = new TokenStream(this.lexer.tokenize(text, name, filename, state), name, filename);
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
    const tree = this.with_source(source, () =>
      guard_depth(name, filename, () => this.parser_of(source, name, filename).parse()),
    );
    PARSED_BY.set(tree, this);
    return tree;
  }

  protected with_source<T>(source: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof TemplateSyntaxError) error.show_source(source);
      throw error;
    }
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
}
