import { CsrfError } from "@miniflask/session";
import type { Flask } from "../edge/app.ts";
import { g, request } from "../journey/proxies.ts";
import type { Rule } from "../routing/rule.ts";
import { Blueprint } from "../setup/blueprint.ts";
import type { AnyView } from "../setup/scaffold.ts";
import { BadRequest } from "../wire/errors.ts";
import { csrf_meta_tag, generate_csrf, validate_csrf } from "./csrf_token.ts";
import { active_app } from "./current_app.ts";

/** The 400 for a request without a good token; its description says why (flask_wtf.csrf.CSRFError). */
export class CSRFError extends BadRequest {
  static override readonly description: string = "CSRF validation failed.";
}

const DEFAULTS = {
  WTF_CSRF_ENABLED: true,
  WTF_CSRF_CHECK_DEFAULT: true,
  WTF_CSRF_METHODS: ["POST", "PUT", "PATCH", "DELETE"],
  WTF_CSRF_FIELD_NAME: "csrf_token",
  WTF_CSRF_HEADERS: ["X-CSRFToken", "X-CSRF-Token"],
  WTF_CSRF_META_NAME: "csrf-token",
  WTF_CSRF_TIME_LIMIT: 3600,
  WTF_CSRF_SSL_STRICT: true,
};

/**
 * Asks every POST, PUT, PATCH and DELETE for a token, in the form or in a header (flask_wtf.CSRFProtect):
 * `const csrf = new CSRFProtect(app)`, and `{{ csrf_token() }}` in a hidden field. Settings are Flask-WTF's WTF_CSRF_*.
 */
export class CSRFProtect {
  readonly #exempt = new Set<AnyView | Blueprint>();

  constructor(app?: Flask) {
    if (app !== undefined) this.init_app(app);
  }

  init_app(app: Flask): void {
    app.extensions["csrf"] = this;
    for (const [key, value] of Object.entries(DEFAULTS)) app.config.setdefault(key, value);
    app.config["WTF_CSRF_METHODS"] = new Set(app.config["WTF_CSRF_METHODS"]);
    app.add_template_global(generate_csrf, "csrf_token");
    app.add_template_global(csrf_meta_tag, "csrf_meta_tag");
    // Flask-WTF gives them as both: a global of the app's own with such a name takes nothing away.
    app.context_processor(() => ({ csrf_token: generate_csrf, csrf_meta_tag }));
    app.before_request(() => {
      const { WTF_CSRF_ENABLED, WTF_CSRF_CHECK_DEFAULT } = app.config;
      if (WTF_CSRF_ENABLED && WTF_CSRF_CHECK_DEFAULT) this.protect({ apply_exemptions: true });
    });
  }

  /** Lets a view, or all views of a blueprint, do without a token. Returns what it was given. */
  exempt<T extends AnyView | Blueprint>(view: T): T {
    if (typeof view !== "function" && !(view instanceof Blueprint))
      throw new TypeError("exempt takes a view or a Blueprint: app.post('/hook', csrf.exempt(hook))");
    this.#exempt.add(view);
    return view;
  }

  /** Checks the current request, for apps that decide themselves when (WTF_CSRF_CHECK_DEFAULT false). Throws CSRFError. */
  protect({ apply_exemptions = false }: { readonly apply_exemptions?: boolean } = {}): void {
    const { app } = active_app("CSRFProtect.protect");
    if (apply_exemptions && (request.endpoint === null || this.#is_exempt(app))) return;
    if (!app.config["WTF_CSRF_METHODS"].has(request.method)) return;
    check_token(app);
    if (request.is_secure && app.config["WTF_CSRF_SSL_STRICT"]) check_referrer();
    g["csrf_valid"] = true;
  }

  #is_exempt(app: Flask): boolean {
    const { endpoint, blueprint } = request;
    if (blueprint !== null && this.#exempt.has(app.blueprints[blueprint] as Blueprint)) return true; // only asked for
    const view = endpoint === null ? undefined : app.view_functions[endpoint];
    return view !== undefined && this.#exempt.has(view);
  }
}

/** Protects `app` as `new CSRFProtect(app)` does, and gives the protection, to exempt views from. */
export function csrf_protect(app: Flask): CSRFProtect {
  return new CSRFProtect(app);
}

function check_token(app: Flask): void {
  try {
    validate_csrf(sent_token(app));
  } catch (error) {
    if (!(error instanceof CsrfError)) throw error;
    app.logger.info(error.message);
    throw new CSRFError(error.message);
  }
}

/** The form's field, also under a form's prefix (`signup-csrf_token`), else a header. */
function sent_token({ config, body_rules }: Flask): string | null {
  // A view that reads the body's stream itself leaves only the headers.
  const streamed = request.url_rule !== null && body_rules.get(request.url_rule as Rule)?.stream === true;
  return (streamed ? null : form_token(config["WTF_CSRF_FIELD_NAME"])) ?? header_token(config);
}

function form_token(field_name: string): string | null {
  const own = request.form.get(field_name);
  if (own) return own;
  for (const key of request.form.keys()) {
    const prefixed = key.endsWith(field_name) && request.form.get(key);
    if (prefixed) return prefixed;
  }
  return null;
}

function header_token(config: Flask["config"]): string | null {
  for (const name of config["WTF_CSRF_HEADERS"]) {
    const token = request.header_list.get(name);
    if (token) return token;
  }
  return null;
}

/** On https, where browsers name the page, a token that leaked to another site is worth nothing there. */
function check_referrer(): void {
  const { referrer, host } = request;
  if (!referrer) throw new CSRFError("The referrer header is missing.");
  const own_origin = origin_of(`https://${host}/`);
  if (own_origin === null || origin_of(referrer) !== own_origin)
    throw new CSRFError("The referrer does not match the host.");
}

function origin_of(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
