import { basename } from "node:path";
import { Blueprint, Flask, render_template, request, send_from_directory, url_for } from "miniflask";
import { TemplateNotFound } from "miniflask/jinja";

export const log: string[] = [];
export const app = new Flask(import.meta.url, {
  static_url_path: "",
  static_folder: "public",
  template_folder: "pages",
});
const one = new Blueprint("one", import.meta.url, {
  template_folder: "one_pages",
  static_folder: "one_files",
  url_prefix: "/one",
});
const two = new Blueprint("two", import.meta.url, {
  template_folder: "two_pages",
  static_folder: "two_files",
  static_url_path: "/assets",
});
const deep = new Blueprint("deep", import.meta.url, {
  template_folder: "deep_pages",
  static_folder: "one_files",
  static_url_path: "/d/files",
  url_prefix: "/deep",
});
const bare = new Blueprint("bare", import.meta.url, { static_folder: "bare_files" });

class Aged extends Blueprint {
  override get_send_file_max_age(filename: string | null) {
    return filename?.endsWith(".css") ? 5 : null;
  }
}
const aged = new Aged("aged", import.meta.url, { static_folder: "one_files", url_prefix: "/aged" });

function show({ name }: { name: string }) {
  try {
    return render_template(name);
  } catch (error) {
    if (!(error instanceof TemplateNotFound)) throw error;
    return [`no ${error.template_name}`, 404] as const;
  }
}

for (const bp of [one, two, deep]) bp.add_url_rule(`/${bp.name}-show/<path:name>`, "show", show);
app.add_url_rule("/show/<path:name>", "show", show);
one.register_blueprint(deep);

app.get("/urls", function urls() {
  return ["", "one.", "two.", "one.deep.", "bare.", "aged."]
    .map((name) => url_for(`${name}static`, { filename: "a b.txt" }))
    .join(" ");
});

app.get("/lists", function lists() {
  return app.jinja_env.list_templates().sort().join(" ");
});

two.get("/resource", function resource() {
  return two.open_resource("two_files/a.txt", "r");
});

const own = ({ name }: { name: string }) => (request.blueprint === "two" ? two : aged).send_static_file(name);
for (const bp of [two, aged]) bp.get("/own/<path:name>", { endpoint: "own" }, own);

two.get("/sent/<path:name>", function sent({ name }) {
  return send_from_directory(two.static_folder as string, name);
});

for (const bp of [two, one, bare, aged]) app.register_blueprint(bp);

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));
const rules_of = (made: Flask) => [...made.url_map.iter_rules()];

export function facts() {
  for (const owner of [app, one, two, deep, bare])
    log.push(
      `${word(owner.static_url_path)} ${word(owner.has_static_folder)} ${basename(owner.static_folder ?? "")} ${word(owner.template_folder && basename(owner.template_folder))}`,
    );
  log.push(app.send_static_file.name);
  const no_folder = new Flask("none", { static_folder: null });
  log.push(
    `${word(no_folder.static_url_path)} ${word(no_folder.has_static_folder)} ${word("static" in no_folder.view_functions)} ${rules_of(no_folder).length}`,
  );
  const trailing = new Flask("trailing", { static_folder: "public/" });
  log.push(`${trailing.static_url_path} ${basename(trailing.static_folder ?? "")}`);
  const nested = new Flask("nested", { static_folder: "a/b/c", static_url_path: "/x/" });
  log.push(
    `${nested.static_url_path} [${rules_of(nested)
      .map(({ rule }) => `'${rule}'`)
      .join(", ")}]`,
  );
  for (const options of [
    { static_host: "a.test" },
    { host_matching: true },
    { static_host: "a.test", host_matching: true },
    { host_matching: true, static_folder: null },
  ]) {
    try {
      const made = new Flask("hosts", options);
      log.push(
        `fine [${rules_of(made)
          .map(({ rule, host }) => `('${rule}', '${host}')`)
          .join(", ")}]`,
      );
    } catch {
      log.push("refused");
    }
  }
}
