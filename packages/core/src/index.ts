export { escape, Markup } from "@miniflask/jinja";
export {
  NullSession,
  SecureCookieSession,
  SecureCookieSessionInterface,
  SessionInterface,
} from "@miniflask/session";
export { float, int } from "./data/number_types.ts";
export { type Timedelta, timedelta } from "./data/timedelta.ts";
export { Flask } from "./edge/app.ts";
export { FileConfig as Config } from "./edge/config_loaders.ts";
export type { RunOptions } from "./edge/run_app.ts";
export type { RunningServer } from "./edge/server.ts";
export { AppGlobals, type G } from "./journey/app_globals.ts";
export { type AppContext, has_app_context } from "./journey/context.ts";
export { ContextError } from "./journey/context_error.ts";
export { g, request, type Session, type SessionData, session } from "./journey/proxies.ts";
export { has_request_context, type RequestContext } from "./journey/request_context.ts";
export type { PathValues } from "./routing/view.ts";
export type { CommandOptions } from "./setup/app_group.ts";
export { Blueprint } from "./setup/blueprint.ts";
export { BlueprintSetupState } from "./setup/blueprint_setup.ts";
export type { RouteOptions } from "./setup/route_options.ts";
export type { View as ViewFunction } from "./setup/scaffold.ts";
export { SetupError } from "./setup/setup_error.ts";
export * from "./setup/signals.ts";
export {
  after_this_request,
  copy_current_request_context,
  stream_with_context,
} from "./users/context_functions.ts";
export { current_app } from "./users/current_app.ts";
export { flash, get_flashed_messages } from "./users/flashes.ts";
export { json } from "./users/json.ts";
export { abort, jsonify, make_response, redirect } from "./users/responses.ts";
export { send_file, send_from_directory } from "./users/send_file.ts";
export {
  get_template_attribute,
  render_template,
  render_template_string,
  stream_template,
  stream_template_string,
} from "./users/templates.ts";
export { type Endpoints, url_for } from "./users/urls.ts";
export { MethodView, View } from "./users/views.ts";
export { wraps } from "./users/wraps.ts";
export { HTTPException } from "./wire/errors.ts";
export { DefaultJSONProvider, JSONProvider } from "./wire/json.ts";
export { Request } from "./wire/request.ts";
export { Response } from "./wire/response.ts";
export type { SchemaOutput, StandardSchema } from "./wire/validation.ts";
export type { Body, ViewReturn } from "./wire/view_return.ts";
