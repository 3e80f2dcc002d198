import { Blueprint, Flask, render_template, render_template_string } from "miniflask";
import {
  ChoiceLoader,
  DictLoader,
  StrictUndefined,
  TemplateAssertionError,
  TemplateNotFound,
  TemplateSyntaxError,
  TemplatesNotFound,
  Undefined,
  UndefinedError,
} from "miniflask/jinja";

export const log: string[] = [];

const MEMORY = {
  "mem.html": "mem {{ x }} {% include 'sub.html' %}",
  "broken.html": "a\n{% if %}",
  "shadow.html": "memory",
};

class Own extends Flask {
  override jinja_options = {
    trim_blocks: true,
    lstrip_blocks: true,
    extensions: ["do", "loopcontrols"] as const,
  };

  override create_jinja_environment() {
    const environment = super.create_jinja_environment();
    environment.loader = new ChoiceLoader([new DictLoader(MEMORY), environment.loader!]);
    return environment;
  }
  override select_jinja_autoescape(filename: string | null) {
    return filename?.endsWith(".md") || super.select_jinja_autoescape(filename);
  }
}

export const app = new Own(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp", template_folder: "bp_templates" });

app.get("/mem", function mem() {
  return render_template("mem.html", { x: "<1>" });
});

bp.get("/", function shadow() {
  return render_template("shadow.html") + render_template("only_bp.html");
});

app.get("/md", function md() {
  const x = "<1>";
  return (
    render_template("note.md", { x }) +
    render_template("note.txt", { x }) +
    render_template("UPPER.HTML", { x })
  );
});

app.get("/loop", function loop() {
  return render_template_string(`
{% set found = [] %}
{% for n in range(10) %}
    {% if n == 2 %}{% continue %}{% endif %}
    {% if n > 4 %}{% break %}{% endif %}
    {% do found.append(n) %}
{% endfor %}
{{ found }} {{ loop is defined }}
`);
});

const failing: Record<string, () => string> = {
  syntax: () => render_template("broken.html"),
  string: () => render_template_string("x\n{{ 'a' "),
  undefined: () => render_template_string("{{ missing.attr }}"),
  filter: () => render_template_string("{{ 1|nofilter }}"),
  none: () => render_template(["a.html", "b.html"]),
  strict: () => {
    app.jinja_env.undefined = StrictUndefined;
    try {
      return render_template_string("{{ never_set }}");
    } finally {
      app.jinja_env.undefined = Undefined;
    }
  },
};

app.get("/errors/<kind>", function errors({ kind }) {
  try {
    return failing[kind]!();
  } catch (error) {
    if (error instanceof TemplatesNotFound)
      return `templates [${error.templates.map((name) => `'${name}'`).join(", ")}]`;
    if (error instanceof TemplateNotFound) return `not found ${error.template_name}`;
    if (error instanceof TemplateAssertionError) return `assertion ${error.lineno} ${error.message}`;
    if (error instanceof TemplateSyntaxError)
      return `syntax ${error.lineno} ${error.template_name ?? "None"} ${error.message}`;
    if (error instanceof UndefinedError) return `undefined ${error.message}`;
    throw error;
  }
});

app.get("/list", function listed() {
  return app.jinja_env.list_templates().join(" ");
});

app.register_blueprint(bp);
