import type { Template } from "@miniflask/jinja";
import { Signal } from "../data/signal.ts";
import type { Response } from "../wire/response.ts";

/** What the template signals carry. A receiver of `before_render_template` may put names into the context. */
interface TemplateExtra {
  readonly template: Template;
  // biome-ignore lint/suspicious/noExplicitAny: names and values are the templates' own
  readonly context: Record<string, any>;
}

/** Flask's ten signals. The sender is the app, the rest comes in one object. */
export const appcontext_pushed = new Signal("appcontext_pushed");
export const appcontext_popped = new Signal("appcontext_popped");
export const appcontext_tearing_down = new Signal<{ readonly exc: unknown }>("appcontext_tearing_down");
export const request_started = new Signal("request_started");
export const request_finished = new Signal<{ readonly response: Response }>("request_finished");
export const request_tearing_down = new Signal<{ readonly exc: unknown }>("request_tearing_down");
export const got_request_exception = new Signal<{ readonly exception: unknown }>("got_request_exception");
export const before_render_template = new Signal<TemplateExtra>("before_render_template");
export const template_rendered = new Signal<TemplateExtra>("template_rendered");
export const message_flashed = new Signal<{ readonly message: unknown; readonly category: string }>(
  "message_flashed",
);
