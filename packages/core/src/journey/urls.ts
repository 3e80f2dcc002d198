import { blueprint_names } from "../data/blueprint_names.ts";
import { ValueError } from "../data/errors.ts";
import { is_multi_dict } from "../data/item_pairs.ts";
import { quote, safe_set } from "../data/url_text.ts";
import { BuildError } from "../routing/build_error.ts";
import type { MapAdapter } from "../routing/map_adapter.ts";
import type { AppSetup } from "../setup/app_setup.ts";
import type { AppContext } from "./context.ts";

/**
 * The values of a URL: those of the rule, any others for the query string, and Flask's special ones. null is as good as
 * absent, for templates pass None.
 */
export interface UrlValues {
  /** The part after `#`, quoted. */
  readonly _anchor?: string | null;
  /** Which rule is meant where an endpoint has one for each method. */
  readonly _method?: string | null;
  /** Implies `_external`. */
  readonly _scheme?: string | null;
  /** Whether scheme and host come first; the default outside a request. */
  readonly _external?: boolean | null;
  readonly [name: string]: unknown;
}

/** Gets what `url_for` could not build; returns a URL, or undefined to let the next handler try. */
export type UrlBuildErrorHandler = (
  error: BuildError,
  endpoint: string,
  values: Record<string, unknown>,
) => string | null | undefined;

/** What `url_for` asks of the app. */
export interface UrlHost {
  create_url_adapter(request: null): MapAdapter | null;
  inject_url_defaults(endpoint: string, values: Record<string, unknown>): void;
  handle_url_build_error(error: BuildError, endpoint: string, values: Record<string, unknown>): string;
}

const SAFE_IN_ANCHOR = safe_set("%!#$&'()*+,/:;=?@");

/** Builds the URL of `endpoint` (Flask's `app.url_for`); `ctx` is the context it is for, if any. */
export function url_for(
  app: UrlHost,
  ctx: AppContext | undefined,
  endpoint: string,
  given: UrlValues = {},
): string {
  // A plain object in a MultiDict's place: that raises for a key it lacks, and gives its method for one named so.
  const named: UrlValues = is_multi_dict(given) ? Object.fromEntries(given.items(false)) : given;
  const { _anchor = null, _method = null, _scheme = null, _external = null, ...values } = named;
  const blueprint = ctx?.request?.blueprint ?? null;
  const name = endpoint.startsWith(".") ? relative_endpoint(endpoint, blueprint) : endpoint;
  const external = _external ?? (ctx?.request ? _scheme !== null : true);
  if (_scheme !== null && !external)
    throw new ValueError("When specifying '_scheme', '_external' must be True.");
  app.inject_url_defaults(name, values);
  try {
    const adapter = find_adapter(app, ctx);
    const url = adapter.build(name, values, {
      method: _method,
      url_scheme: _scheme,
      force_external: external,
    });
    return _anchor === null ? url : `${url}#${quote(_anchor, SAFE_IN_ANCHOR)}`;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return app.handle_url_build_error(error, name, {
      ...values,
      _anchor,
      _method,
      _scheme,
      _external: external,
    });
  }
}

function relative_endpoint(endpoint: string, blueprint: string | null): string {
  return blueprint === null ? endpoint.slice(1) : `${blueprint}${endpoint}`;
}

function find_adapter(app: UrlHost, ctx: AppContext | undefined): MapAdapter {
  const adapter = ctx === undefined ? app.create_url_adapter(null) : ctx.url_adapter;
  if (adapter !== null) return adapter;
  throw new TypeError(
    "Unable to build URLs outside an active request without 'SERVER_NAME' configured. " +
      "Also configure 'APPLICATION_ROOT' and 'PREFERRED_URL_SCHEME' as needed.",
  );
}

/** Lets the `url_defaults` functions of the app and of the endpoint's blueprints add to `values`. */
export function inject_url_defaults(
  { hooks }: Pick<AppSetup, "hooks">,
  endpoint: string,
  values: Record<string, unknown>,
): void {
  for (const add of hooks.url_defaults.inward(blueprint_names(endpoint)))
    refuse_promise(add(endpoint, values), "url_defaults function", add);
}

/** What an asynchronous function does after its first await would come too late for the URL, and its error end the process. */
function refuse_promise(result: unknown, kind: string, fn: { readonly name: string }): void {
  if (!(result instanceof Promise)) return;
  result.catch(() => {}); // the error thrown below says what is wrong
  throw new TypeError(
    `The ${kind} ${fn.name || "(anonymous)"} is asynchronous, but url_for is not: do that work in before_request and keep it in g.`,
  );
}

/** Asks one handler after the other for a URL; the last error is thrown where none has one. */
export function handle_url_build_error(
  handlers: readonly UrlBuildErrorHandler[],
  error: BuildError,
  endpoint: string,
  values: Record<string, unknown>,
): string {
  let latest = error;
  for (const handler of handlers) {
    try {
      const url = handler(latest, endpoint, values);
      refuse_promise(url, "url_build_error_handler", handler);
      if (url !== null && url !== undefined) return url;
    } catch (thrown) {
      if (!(thrown instanceof BuildError)) throw thrown;
      latest = thrown;
    }
  }
  throw latest;
}
