import { Flask, flash, redirect, render_template, request, session } from "miniflask";
import { CSRFProtect } from "miniflask/csrf";
import { pass_the_rest_to } from "./pass_the_rest_to.ts";

export interface MigrateOptions {
  /** Where the Flask app listens, such as `http://127.0.0.1:5001`. */
  readonly legacy: string;
  /** The Flask app's: with it both read one session cookie and one CSRF token. */
  readonly secret_key: string;
}

/** The new app: the routes that were moved already. All others are answered by the Flask app behind it. */
export function create_app({ legacy, secret_key }: MigrateOptions): Flask {
  // Files below /static stay with Flask; the templates are the old app's own, read by both.
  const app = new Flask(import.meta.url, { static_folder: null });
  app.secret_key = secret_key;
  app.config.SESSION_COOKIE_SAMESITE = "Lax";
  new CSRFProtect(app);

  app.get("/profile", function profile() {
    if (session.user === undefined) {
      flash("Log in to see that page.", "error");
      return redirect("/login"); // Flask's page, which shows the message
    }
    session.visits = (session.visits ?? 0) + 1;
    return render_template("profile.html", { title: "Profile", served_by: "miniflask" });
  });

  app.post("/profile", function save_profile() {
    session.colour = request.form["colour"];
    flash("Saved.", "success");
    return redirect("/"); // Flask's page again
  });

  pass_the_rest_to(app, legacy);
  return app;
}
