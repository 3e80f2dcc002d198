import type { BaseLoader, Environment, EnvironmentOptions, Template } from "@miniflask/jinja";
import type { Config } from "../setup/config.ts";
import type { ContextProcessor } from "../setup/hook_functions.ts";
import type { HookTable } from "../setup/hooks.ts";
import { point_to } from "../setup/registered_at.ts";
import { before_render_template, template_rendered } from "../setup/signals.ts";
import type { DumpsOptions, JSONProvider } from "../wire/json.ts";
import { type AppContext, find_context } from "./context.ts";
import { flash_options, get_flashed_messages } from "./flashing.ts";
import { g, request, session } from "./proxies.ts";
import { current_request_context } from "./request_context.ts";
import type { LoaderHost } from "./template_loader.ts";
import { type UrlHost, type UrlValues, url_for } from "./urls.ts";

/** What templates need of the app. */
export interface TemplateHost extends UrlHost, LoaderHost {
  readonly config: Config;
  readonly debug: boolean;
  readonly json: JSONProvider;
  readonly jinja_env: Environment;
  readonly jinja_environment: typeof Environment;
  readonly jinja_options: EnvironmentOptions;
  readonly hooks: { readonly context_processor: HookTable<ContextProcessor> };
  create_global_jinja_loader(): BaseLoader;
  select_jinja_autoescape(filename: string | null): boolean;
  report_error(error: unknown): void;
}

/** A template by name, the first that exists of several names, or one that is loaded already. */
export type TemplateName = string | Template | readonly (string | Template)[];

/** Makes the app's environment: its loaders, and Flask's globals. */
export function create_jinja_environment(app: TemplateHost): Environment {
  const environment = new app.jinja_environment({
    loader: app.create_global_jinja_loader(),
    autoescape: (filename) => app.select_jinja_autoescape(filename),
    auto_reload: app.config.TEMPLATES_AUTO_RELOAD ?? app.debug,
    ...app.jinja_options,
  });
  Object.assign(environment.globals, {
    url_for: (endpoint: string, values?: UrlValues) =>
      url_for(app, find_context("url_for"), endpoint, values),
    get_flashed_messages: (...args: unknown[]) =>
      get_flashed_messages(current_request_context("get_flashed_messages"), flash_options(...args)),
    config: app.config,
    request,
    session,
    g,
  });
  environment.policies["json.dumps_function"] = (value: unknown, options: DumpsOptions) =>
    app.json.dumps(value, options);
  return environment;
}

const ESCAPED_ENDINGS = [".html", ".htm", ".xml", ".xhtml", ".svg"];

/** Whether Flask escapes in a template of that name; always in one made from a string. */
export function select_jinja_autoescape(filename: string | null): boolean {
  return filename === null || ESCAPED_ENDINGS.some((ending) => filename.endsWith(ending));
}

/** Renders a template with `context` and what the context processors add (Flask's `render_template`). */
export function render_template(
  app: TemplateHost,
  ctx: AppContext,
  name: TemplateName,
  context: object,
): string {
  return render(app, ctx, app.jinja_env.get_or_select_template(name), context);
}

/** Renders source text, always escaping (Flask's `render_template_string`). */
export function render_template_string(
  app: TemplateHost,
  ctx: AppContext,
  source: string,
  context: object,
): string {
  return render(app, ctx, app.jinja_env.from_string(source), context);
}

/** The pieces of a template as they are made (Flask's `stream_template`). */
export function stream_template(
  app: TemplateHost,
  ctx: AppContext,
  template: Template,
  context: object,
): Iterator<string> {
  const names = template_context(app, ctx, context);
  announce(app, ctx, before_render_template, { template, context: names });
  return announced_at_end(app, ctx, template, names);
}

function* announced_at_end(
  app: TemplateHost,
  ctx: AppContext,
  template: Template,
  context: Record<string, unknown>,
): Generator<string> {
  yield* template.generate(context);
  announce(app, ctx, template_rendered, { template, context });
}

function render(app: TemplateHost, ctx: AppContext, template: Template, given: object): string {
  const context = template_context(app, ctx, given);
  announce(app, ctx, before_render_template, { template, context });
  const text = template.render(context);
  announce(app, ctx, template_rendered, { template, context });
  return text;
}

// The values given win over those of the processors, and a blueprint's processors over the app's.
function template_context(app: TemplateHost, ctx: AppContext, given: object): Record<string, unknown> {
  const context: Record<string, unknown> = Object.create(null);
  context.g = ctx.g;
  if (ctx.request !== null) context.request = ctx.request;
  for (const processor of app.hooks.context_processor.inward(ctx.request?.blueprints ?? [])) {
    Object.assign(context, checked_names(processor));
  }
  return Object.assign(context, given);
}

function checked_names(processor: ContextProcessor): object {
  const names: unknown = processor();
  if (typeof names === "object" && names !== null && !("then" in names) && !Array.isArray(names))
    return names;
  const name = processor.name || "(anonymous)";
  if (names instanceof Promise) {
    names.catch(() => {}); // the error thrown below says what is wrong; the promise's own would end the process
    const error = new TypeError(
      `The context_processor ${name} is asynchronous, but templates render synchronously: do that work in before_request and keep it in g.`,
    );
    throw point_to(processor, error);
  }
  const error = new TypeError(
    `The context_processor ${name} must return an object of names for the template, it returned ${String(names)}.`,
  );
  throw point_to(processor, error);
}

type TemplateSignal = typeof template_rendered;

function announce(
  app: TemplateHost,
  ctx: AppContext,
  signal: TemplateSignal,
  extra: Parameters<TemplateSignal["send"]>[1],
): void {
  if (!signal.active) return;
  // Rendering is synchronous, so an asynchronous receiver runs on by itself; its error must not end the process.
  Promise.resolve(signal.send(app, extra, ctx)).catch((error: unknown) => app.report_error(error));
}
