import { Macro, type Template } from "@miniflask/jinja";
import { ValueError } from "../data/errors.ts";
import type { Flask } from "../edge/app.ts";
import type { AppContext } from "../journey/context.ts";
import { keep_context } from "../journey/keep_context.ts";
import * as templating from "../journey/templating.ts";
import { active_app } from "./current_app.ts";

/** Names for a template; a value of any kind. */
export type TemplateContext = Readonly<Record<string, unknown>>;

/** Renders the template of that name, or of the first name that exists; synchronous, as in Flask. */
export function render_template(name: templating.TemplateName, context: TemplateContext = {}): string {
  const ctx = active_app("render_template");
  return templating.render_template(ctx.app, ctx, name, context);
}

/** Renders template source; always escapes. */
export function render_template_string(source: string, context: TemplateContext = {}): string {
  const ctx = active_app("render_template_string");
  return templating.render_template_string(ctx.app, ctx, source, context);
}

/** A template's text in pieces, for a view to return; the context is kept while it renders (Flask's `stream_template`). */
export function stream_template(
  name: templating.TemplateName,
  context: TemplateContext = {},
): IterableIterator<string> {
  const ctx = active_app("stream_template");
  return stream(ctx, ctx.app.jinja_env.get_or_select_template(name), context);
}

/** `stream_template` for template source. */
export function stream_template_string(
  source: string,
  context: TemplateContext = {},
): IterableIterator<string> {
  const ctx = active_app("stream_template_string");
  return stream(ctx, ctx.app.jinja_env.from_string(source), context);
}

/** A macro or variable that a template defines: `get_template_attribute("_forms.html", "field")("name")`. */
// biome-ignore lint/suspicious/noExplicitAny: a macro is to be called, anything else is what the template made it
export function get_template_attribute(template_name: string, attribute: string): any {
  const { app } = active_app("get_template_attribute");
  const value = app.jinja_env.get_template(template_name).module.exported(attribute);
  if (value === undefined) {
    throw new ValueError(
      `The template '${template_name}' has no macro or variable '${attribute}' at its top level that others may use: names ` +
        "set inside a block, and those that begin with an underscore, are its own.",
    );
  }
  return value instanceof Macro ? macro_function(value) : value;
}

/** A macro as a function: an object of its parameters' names as the last argument are keyword arguments. */
function macro_function(macro: Macro): (...args: unknown[]) => unknown {
  return (...args) => {
    const last = args.at(-1);
    if (!is_keywords(macro, last)) return macro.call(args);
    return macro.call(args.slice(0, -1), last);
  };
}

function is_keywords(macro: Macro, value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => macro.arguments.includes(name));
}

function stream(
  ctx: AppContext<Flask>,
  template: Template,
  context: TemplateContext,
): IterableIterator<string> {
  return keep_context(ctx, templating.stream_template(ctx.app, ctx, template, context));
}
