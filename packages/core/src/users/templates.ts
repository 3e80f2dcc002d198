import type { Template } from "@miniflask/jinja";
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
  return stream(ctx.app.jinja_env.get_or_select_template(name), context);
}

/** `stream_template` for template source. */
export function stream_template_string(
  source: string,
  context: TemplateContext = {},
): IterableIterator<string> {
  const ctx = active_app("stream_template_string");
  return stream(ctx.app.jinja_env.from_string(source), context);
}

/** A macro or variable that a template defines: `get_template_attribute("_forms.html", "field")`. */
export function get_template_attribute(template_name: string, attribute: string): unknown {
  const { app } = active_app("get_template_attribute");
  return Reflect.get(app.jinja_env.get_template(template_name).module, attribute);
}

function stream(template: Template, context: TemplateContext): IterableIterator<string> {
  const ctx = active_app("stream_template");
  return keep_context(ctx, templating.stream_template(ctx.app, ctx, template, context));
}
