import { Flask, redirect, request, session } from "miniflask";
import { Session } from "miniflask/sessions";

export interface ScaleOptions {
  readonly secret_key: string;
  /** Where sessions are kept; in signed cookies, without any store, when absent. */
  readonly redis?: string | undefined;
  /** Tells the processes apart. */
  readonly process: string;
}

/** One of several equal processes: none keeps anything of a visitor between two requests. */
export function create_app(options: ScaleOptions): Flask {
  const app = new Flask(import.meta.url, { static_folder: null });
  app.secret_key = options.secret_key;
  app.config.SESSION_COOKIE_SAMESITE = "Lax";
  if (options.redis !== undefined) {
    app.config.from_mapping({ SESSION_TYPE: "redis", SESSION_REDIS: options.redis });
    new Session(app);
  }

  app.post("/login", function login() {
    session.regenerate();
    session.user = request.form["user"];
    return redirect("/");
  });

  app.get("/", function whoami() {
    return { user: session.user ?? null, process: options.process };
  });

  app.post("/logout", function logout() {
    session.clear();
    return redirect("/");
  });
  return app;
}
