import { Markup } from "@miniflask/jinja";
import { configured_interface, type SessionInterface, type SessionTypeConfig } from "@miniflask/session";
import type { Config } from "../setup/config.ts";

/** What `Session` sets up: an app's config is read, its session interface replaced. */
interface SessionApp {
  readonly config: Config;
  session_interface: SessionInterface;
}

/**
 * Chooses an app's kind of session by its config (flask_session.Session): `app.config.SESSION_TYPE = "redis"`, then
 * `new Session(app)`, or `new Session().init_app(app)` in a factory. An unknown SESSION_TYPE raises TypeError.
 */
export class Session {
  constructor(app?: SessionApp) {
    if (app !== undefined) this.init_app(app);
  }

  init_app(app: SessionApp): void {
    const settings = app.config as SessionTypeConfig; // keys of any type, as Flask-Session takes them
    app.session_interface = configured_interface(settings, { markup: (text) => new Markup(text) });
  }
}
