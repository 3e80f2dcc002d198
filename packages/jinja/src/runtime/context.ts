import { call } from "../access/call.ts";
import { KeyError } from "../errors.ts";
import { string_repr } from "../text/string_repr.ts";
import type { Undefined, UndefinedClass } from "../values/undefined.ts";
import { BlockReference } from "./block_reference.ts";
import type { EvalContext } from "./eval_context.ts";
import { quick_scope, type Scope, scope_get, scope_names } from "./scope.ts";

/** A block of a template: as text, or piece by piece. */
export interface Block {
  readonly render: (context: Context) => string;
  readonly stream: (context: Context) => Iterable<string>;
}

/** What a context needs of its environment. */
export interface ContextHost {
  readonly undefined: UndefinedClass;
}

/** The blocks of a template and its parents, by name; the most derived comes first. Shared by renderings: never changed. */
export type BlockTable = ReadonlyMap<string, readonly Block[]>;

const NO_NAMES: ReadonlySet<string> = new Set();
const NO_VARS: ReadonlyMap<string, unknown> = new Map();

/**
 * The variables of one rendering. Templates read it; functions marked with `pass_context` get it. Variables are looked
 * up where they live (`scopes`, innermost first), never copied, so getters and Proxies stay live.
 */
export class Context<E extends ContextHost = ContextHost> {
  readonly environment: E;
  readonly name: string | null;
  readonly eval_ctx: EvalContext<E>;
  /** The innermost scope while it is a plain object and nothing hides it: generated code reads it directly. */
  quick: Readonly<Record<string, unknown>> | null;
  #vars: Map<string, unknown> | null = null;
  #exported: Set<string> | null = null;
  /** A table of its own replaces it where the template extends another. */
  blocks: BlockTable;
  readonly scopes: readonly Scope[];
  #lent: (() => Record<string, unknown>) | null = null;

  constructor(
    environment: E,
    scopes: readonly Scope[],
    name: string | null,
    blocks: BlockTable,
    eval_ctx: EvalContext<E>,
  ) {
    this.environment = environment;
    this.scopes = scopes;
    this.quick = quick_scope(scopes[0]);
    this.name = name;
    this.blocks = blocks;
    this.eval_ctx = eval_ctx;
  }

  /** Variables that the template itself has set at its top level. */
  get vars(): ReadonlyMap<string, unknown> {
    return this.#vars ?? NO_VARS;
  }
  get exported_vars(): ReadonlySet<string> {
    return this.#exported ?? NO_NAMES;
  }

  /** The variable, or JavaScript's undefined. */
  resolve_or_missing(name: string): unknown {
    const own = this.#vars?.get(name);
    if (own !== undefined) return own;
    for (const scope of this.scopes) {
      const value = scope_get(scope, name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The variable, or an undefined value that tells its name. */
  resolve(name: string): unknown {
    return this.resolve_or_missing(name) ?? this.#absent(name);
  }

  #absent(name: string): unknown {
    return this.has(name) ? null : new this.environment.undefined(null, undefined, name);
  }

  get(name: string, fallback: unknown = null): unknown {
    const value = this.resolve_or_missing(name);
    return value === undefined ? fallback : value;
  }

  /** The variable; KeyError where there is none. */
  getitem(name: string): unknown {
    const value = this.resolve_or_missing(name);
    if (value === undefined) throw new KeyError(string_repr(name));
    return value;
  }

  has(name: string): boolean {
    return this.resolve_or_missing(name) !== undefined;
  }

  /** All variables that can be listed, in a new object without prototype. */
  get_all(): Record<string, unknown> {
    const all = collect(this.scopes);
    for (const [name, value] of this.vars) all[name] = value;
    return all;
  }

  /** The variables that the template was given, without those that it has set itself. */
  get parent(): Record<string, unknown> {
    return collect(this.scopes);
  }

  /** Calls a function as the template would: functions that want the context, the environment or escaping get it. */
  call(fn: unknown, ...args: readonly unknown[]): unknown {
    return call(this, fn, args, undefined);
  }

  keys(): string[] {
    return Object.keys(this.get_all());
  }
  values(): unknown[] {
    return Object.values(this.get_all());
  }
  items(): [string, unknown][] {
    return Object.entries(this.get_all());
  }

  get_exported(): Record<string, unknown> {
    const exported: Record<string, unknown> = Object.create(null);
    for (const name of this.exported_vars) exported[name] = this.vars.get(name);
    return exported;
  }

  /** The scopes as another template would see them: later changes here do not show there. */
  shared_scopes(locals: Record<string, unknown> | null): Scope[] {
    const scopes: Scope[] = this.vars.size === 0 ? [...this.scopes] : [new Map(this.vars), ...this.scopes];
    if (locals !== null) scopes.unshift(new Map(Object.entries(locals)));
    return scopes;
  }

  /** A context of the same template with more variables. */
  derived(locals: Record<string, unknown> | null): Context<E> {
    return new Context(this.environment, this.shared_scopes(locals), this.name, this.blocks, this.eval_ctx);
  }

  /** Lends variables of a loop or block to the next call, should its function want the context. */
  lending(locals: () => Record<string, unknown>): this {
    this.#lent = locals;
    return this;
  }

  /** What a context function gets: this context with what was lent. */
  for_call(): Context<E> {
    const lent = this.#lent;
    this.#lent = null;
    return lent === null ? this : this.derived(lent());
  }

  /** `{% set %}` and macros at the top level. */
  set_var(name: string, value: unknown, exported: boolean): void {
    this.quick = null;
    this.#vars ??= new Map();
    this.#vars.set(name, value);
    if (!exported) return;
    this.#exported ??= new Set();
    this.#exported.add(name);
  }

  /** An imported name is visible, but not exported again. */
  set_imported(name: string, value: unknown): void {
    this.set_var(name, value, false);
    this.#exported?.delete(name);
  }

  block(name: string): Block {
    const block = this.blocks.get(name)?.[0];
    if (block === undefined) throw new KeyError(string_repr(name));
    return block;
  }

  /** A block as a value that templates can call. */
  block_reference(name: string, depth: number): BlockReference {
    const stack = this.blocks.get(name) ?? [];
    const renderings = stack.map((block) => () => block.render(this));
    return new BlockReference(name, this, renderings, depth);
  }

  /** The block that `current` overrides. */
  super(name: string, current: Block): BlockReference | Undefined {
    const stack = this.blocks.get(name) ?? [];
    const at = stack.indexOf(current) + 1;
    if (at > 0 && at < stack.length) return this.block_reference(name, at);
    return new this.environment.undefined(
      `there is no parent block called ${string_repr(name)}.`,
      undefined,
      "super",
    );
  }
}

/** All that the scopes list, the innermost last, so that it wins. */
function collect(scopes: readonly Scope[]): Record<string, unknown> {
  const all: Record<string, unknown> = Object.create(null);
  for (const scope of scopes.toReversed()) {
    for (const name of scope_names(scope)) all[name] = scope_get(scope, name);
  }
  return all;
}
