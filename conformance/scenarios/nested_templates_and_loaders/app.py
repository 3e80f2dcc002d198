from flask import Blueprint, Flask, g, render_template, render_template_string, request, session, url_for
from jinja2 import ChoiceLoader, DictLoader, PrefixLoader, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError, TemplatesNotFound, TemplateAssertionError
from jinja2 import BaseLoader

log = []


class Own(Flask):
    jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"]}

    def create_global_jinja_loader(self):
        return ChoiceLoader([DictLoader({"mem.html": "mem {{ x }} {% include 'sub.html' %}", "broken.html": "a\n{% if %}", "shadow.html": "memory"}), super().create_global_jinja_loader()])

    def select_jinja_autoescape(self, filename):
        if filename and filename.endswith(".md"):
            return True
        return super().select_jinja_autoescape(filename)


app = Own(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp", template_folder="bp_templates")


@app.get("/mem")
def mem():
    return render_template("mem.html", x="<1>")


@bp.get("/")
def shadow():
    return render_template("shadow.html") + render_template("only_bp.html")


@app.get("/md")
def md():
    return render_template("note.md", x="<1>") + render_template("note.txt", x="<1>") + render_template("UPPER.HTML", x="<1>")


@app.get("/loop")
def loop():
    return render_template_string("""
{% set found = [] %}
{% for n in range(10) %}
    {% if n == 2 %}{% continue %}{% endif %}
    {% if n > 4 %}{% break %}{% endif %}
    {% do found.append(n) %}
{% endfor %}
{{ found }} {{ loop is defined }}
""")


@app.get("/errors/<kind>")
def errors(kind):
    try:
        if kind == "syntax":
            return render_template("broken.html")
        if kind == "string":
            return render_template_string("x\n{{ 'a' ")
        if kind == "undefined":
            return render_template_string("{{ missing.attr }}")
        if kind == "filter":
            return render_template_string("{{ 1|nofilter }}")
        if kind == "none":
            return render_template(["a.html", "b.html"])
        if kind == "strict":
            app.jinja_env.undefined = StrictUndefined
            try:
                return render_template_string("{{ never_set }}")
            finally:
                app.jinja_env.undefined = type(app.jinja_env.undefined("x")) if False else __import__("jinja2").Undefined
    except TemplatesNotFound as error:
        return f"templates {error.templates}"
    except TemplateNotFound as error:
        return f"not found {error.name}"
    except TemplateAssertionError as error:
        return f"assertion {error.lineno} {error.message}"
    except TemplateSyntaxError as error:
        return f"syntax {error.lineno} {error.name} {error.message}"
    except UndefinedError as error:
        return f"undefined {error.message}"


@app.get("/list")
def listed():
    return " ".join(app.jinja_env.list_templates())


app.register_blueprint(bp)
