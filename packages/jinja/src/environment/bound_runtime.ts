import { attribute, item } from "../access/attribute.ts";
import { call_attribute } from "../access/call.ts";
import { TemplateNotFound, TemplateRuntimeError } from "../errors.ts";
import type { BlockTable, Context } from "../runtime/context.ts";
import { RUNTIME } from "../runtime/runtime.ts";
import type { Scope } from "../runtime/scope.ts";
import { string_repr } from "../text/string_repr.ts";
import type { Kwargs } from "../values/signature.ts";
import { Undefined } from "../values/undefined.ts";
import type { ModuleLike, RuntimeHost, TemplateLike } from "./host.ts";

/** Python's `getattr`, then the item of that name: `foo.bar`. */
export function default_getattr(host: RuntimeHost, value: unknown, name: string): unknown {
  if (value instanceof Undefined && name !== "__class__") return value.__getattr__(name);
  const found = attribute(value, name) ?? item(value, name);
  return found === undefined ? absent(host, value, name) : found;
}

/** The item, then the attribute of that name: `foo["bar"]`. */
export function default_getitem(host: RuntimeHost, value: unknown, key: unknown): unknown {
  if (value instanceof Undefined) return value.__getitem__(key);
  const found = item(value, key) ?? (is_name(key) ? attribute(value, String(key)) : undefined);
  return found === undefined ? absent(host, value, key) : found;
}

function is_name(key: unknown): boolean {
  return typeof key === "string" || key instanceof RUNTIME.Markup;
}

function absent(host: RuntimeHost, value: unknown, name: unknown): Undefined {
  return new host.undefined(null, value === undefined ? null : value, name);
}

/** Everything that generated code uses, for one environment. */
export function bind_runtime(env: RuntimeHost, guarded: boolean): Record<string, unknown> {
  return {
    ...RUNTIME,
    ...lookups(env),
    ...templates(env),
    call: guarded ? env.call.bind(env) : RUNTIME.call,
    extension_attribute: (identifier: string, name: string) => {
      const extension = env.extensions.get(identifier);
      return extension === undefined ? undefined : Reflect.get(extension, name);
    },
  };
}

function lookups(env: RuntimeHost) {
  const missing = (value: unknown, name: string) => absent(env, value, name);
  return {
    getattr: (value: unknown, name: string) => default_getattr(env, value, name),
    getitem: (value: unknown, key: unknown) => default_getitem(env, value, key),
    call_attribute: (
      context: Context,
      value: unknown,
      name: string,
      args: readonly unknown[],
      kwargs?: Kwargs,
    ) => call_attribute(context, value, name, args, kwargs, missing),
    undefined_name: (name: string) => new env.undefined(null, undefined, name),
    undefined_parameter: (name: string) =>
      new env.undefined(`parameter ${string_repr(name)} was not provided`, undefined, name),
  };
}

function templates(env: RuntimeHost) {
  return {
    extend: (context: Context, name: unknown, parent: string | null) =>
      extend(context, env.get_template(name, parent)),
    find_included: (name: unknown, parent: string | null) => env.get_or_select_template(name, parent),
    find_or_skip: (name: unknown, parent: string | null) => find_or_skip(env, name, parent),
    included_context: (
      template: TemplateLike | null,
      context: Context,
      locals: Record<string, unknown> | null,
    ) => template?.context_for(context.shared_scopes(locals)),
    render_included: (template: TemplateLike, context: Context | null) =>
      context === null ? template.default_module().body.join("") : template.render_root(context),
    stream_included: (template: TemplateLike | null, context: Context | null) =>
      stream_included(template, context),
    import_module: (
      name: unknown,
      parent: string | null,
      context: Context,
      locals?: Record<string, unknown> | null,
    ) => import_module(env.get_template(name, parent), context, locals),
    exported: (module: ModuleLike, name: string, place: string) => exported(env, module, name, place),
    require_block: (context: Context, name: string) => {
      if ((context.blocks.get(name)?.length ?? 0) > 1) return;
      throw new TemplateRuntimeError(`Required block ${string_repr(name)} not found`);
    },
  };
}

/** Tables joined before, by the child's and the parent's: a template nearly always extends the same one. */
const JOINED = new WeakMap<BlockTable, WeakMap<BlockTable, BlockTable>>();

/** Puts the blocks of the parent behind those of its children. */
function extend(context: Context, parent: TemplateLike): TemplateLike {
  let known = JOINED.get(context.blocks);
  if (known === undefined) {
    known = new WeakMap();
    JOINED.set(context.blocks, known);
  }
  let joined = known.get(parent.block_table);
  if (joined === undefined) {
    joined = join_tables(context.blocks, parent.block_table);
    known.set(parent.block_table, joined);
  }
  context.blocks = joined;
  return parent;
}

function join_tables(child: BlockTable, parent: BlockTable): BlockTable {
  const joined = new Map(child);
  for (const [name, stack] of parent) joined.set(name, [...(child.get(name) ?? []), ...stack]);
  return joined;
}

/** `ignore missing` forgives that the template is missing, nothing else. */
function find_or_skip(env: RuntimeHost, name: unknown, parent: string | null): TemplateLike | null {
  try {
    return env.get_or_select_template(name, parent);
  } catch (error) {
    if (error instanceof TemplateNotFound) return null;
    throw error;
  }
}

function stream_included(template: TemplateLike | null, context: Context | null): Iterable<string> {
  if (template === null) return [];
  return context === null ? template.default_module().body : template.stream_root(context);
}

function import_module(
  template: TemplateLike,
  context: Context,
  locals: Record<string, unknown> | null | undefined,
): ModuleLike {
  if (locals === undefined) return template.default_module(context);
  const scopes: readonly Scope[] = context.shared_scopes(locals);
  return template.make_module_from(scopes);
}

function exported(env: RuntimeHost, module: ModuleLike, name: string, place: string): unknown {
  const value = module.exported(name);
  if (value !== undefined) return value;
  const message = `the template ${module_name(module)} (imported on ${place}) does not export the requested name ${string_repr(name)}`;
  return new env.undefined(message, undefined, name);
}

function module_name(module: ModuleLike): string {
  const name: unknown = Reflect.get(module, "name");
  return typeof name === "string" ? string_repr(name) : "None";
}
