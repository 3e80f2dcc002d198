import { basename } from "node:path";
import { Blueprint, Flask, render_template, timedelta } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, {
  static_folder: "files",
  static_url_path: "/assets",
  template_folder: "pages",
  instance_path: "/srv/instance",
});
app.config.TITLE = "attributes";
for (const name of ["b", "a"]) app.register_blueprint(new Blueprint(name, import.meta.url));

app.get("/page", function page() {
  return render_template("page.html");
});

app.add_url_rule("/swapped", { endpoint: "swapped" });
app.view_functions["swapped"] = () => "swapped in";

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

export function attributes() {
  log.push(app.name);
  log.push(basename(app.root_path));
  log.push(`${basename(app.static_folder ?? "")} ${app.static_url_path}`);
  log.push(app.instance_path);
  log.push(`${word(app.testing)} ${word(app.debug)} ${word(app.secret_key)}`);
  app.testing = true;
  app.secret_key = "other";
  app.permanent_session_lifetime = timedelta({ minutes: 5 });
  log.push(`${word(app.config.TESTING)} ${app.config.SECRET_KEY}`);
  log.push(`${app.permanent_session_lifetime.total_seconds()}`);
  app.config.PERMANENT_SESSION_LIFETIME = 42;
  log.push(`${app.permanent_session_lifetime.total_seconds()}`);
  app.debug = true;
  log.push(`${word(app.config.DEBUG)}`);
  app.extensions.mail = "mail extension";
  log.push(String(app.extensions.mail));
  log.push([...app.iter_blueprints()].map(({ name }) => name).join(","));
  log.push(`${word("page" in app.view_functions)} ${word("nothing" in app.view_functions)}`);
  try {
    new Flask(import.meta.url, { instance_path: "relative" });
  } catch {
    log.push("a relative instance path is an error");
  }
}
