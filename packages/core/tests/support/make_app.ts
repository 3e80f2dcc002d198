import { Flask } from "@miniflask/core";

/** A fresh app for one test, without files around it and without log lines; `config` on top of its defaults. */
export function make_app(config: Readonly<Record<string, unknown>> = {}): Flask {
  const app = new Flask("test_app", { static_folder: null, template_folder: null });
  app.secret_key = "test key";
  app.logger.level = "silent";
  app.config.update(config);
  return app;
}
