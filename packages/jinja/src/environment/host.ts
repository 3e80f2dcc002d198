import type { BlockTable, Context, ContextHost } from "../runtime/context.ts";
import type { Scope } from "../runtime/scope.ts";
import type { Kwargs } from "../values/signature.ts";

/** A template as other templates use it: to extend, include and import. */
export interface TemplateLike {
  readonly name: string | null;
  readonly block_table: BlockTable;
  render_root(context: Context): string;
  stream_root(context: Context): Iterable<string>;
  context_for(scopes: readonly Scope[]): Context;
  make_module_from(scopes: readonly Scope[]): ModuleLike;
  default_module(context?: Context): ModuleLike;
}

export interface ModuleLike {
  readonly body: readonly string[];
  exported(name: string): unknown;
  toString(): string;
}

/** What generated code asks of its environment. */
export interface RuntimeHost extends ContextHost {
  getattr(value: unknown, name: string): unknown;
  getitem(value: unknown, key: unknown): unknown;
  call(context: Context, fn: unknown, args: readonly unknown[], kwargs: Kwargs | undefined): unknown;
  get_template(name: unknown, parent?: string | null): TemplateLike;
  get_or_select_template(name: unknown, parent?: string | null): TemplateLike;
  readonly extensions: ReadonlyMap<string, object>;
}
