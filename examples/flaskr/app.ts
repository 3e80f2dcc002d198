import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Flask } from "miniflask";
import { auth } from "./auth.ts";
import { blog } from "./blog.ts";
import { init_app } from "./db.ts";

/** The application factory. Tests pass the configuration; otherwise it is read from the instance folder. */
export async function create_app(test_config: Record<string, unknown> | null = null): Promise<Flask> {
  const app = new Flask(import.meta.url, { instance_relative_config: true });
  app.config.from_mapping({
    SECRET_KEY: "dev", // For development only: an installation sets its own in instance/config.ts.
    DATABASE: join(app.instance_path, "flaskr.sqlite"),
  });

  if (test_config === null) await app.config.from_module("config.ts", { silent: true });
  else app.config.update(test_config);

  // SQLite makes the file, not the folder.
  mkdirSync(dirname(app.config.DATABASE), { recursive: true });

  app.route("/hello", function hello() {
    return "Hello, World!";
  });

  init_app(app);
  app.register_blueprint(auth);
  app.register_blueprint(blog);

  // url_for("index") and url_for("blog.index") are both "/": the blog is the site's front page.
  app.add_url_rule("/", "index");
  return app;
}
