from flask import Flask, render_template, render_template_string, jsonify
from jinja2 import StrictUndefined, DictLoader, ChoiceLoader, Undefined, UndefinedError, TemplateSyntaxError
from markupsafe import Markup, escape
log = []
app = Flask(__name__)
app.jinja_env.trim_blocks = True
app.jinja_env.lstrip_blocks = True
app.jinja_env.globals["version"] = "1.2"
app.jinja_env.globals.update(add=lambda a, b: a + b)
app.jinja_env.filters["dots"] = lambda s: ".".join(s)
app.jinja_env.tests["odd3"] = lambda n: n % 3 == 1
app.jinja_env.add_extension("jinja2.ext.do")
app.jinja_env.add_extension("jinja2.ext.loopcontrols")
app.jinja_loader = ChoiceLoader([DictLoader({"mem.html": "mem {{ x }}", "child.html": "{% extends 'base.html' %}{% block b %}c{{ super() }}{% endblock %}"}), app.jinja_loader])
@app.route("/mem")
def mem(): return render_template("mem.html", x="<1>") + render_template("child.html")
@app.route("/blocks")
def blocks():
    return render_template_string("<ul>\n  {% for i in [1, 2, 3, 4] %}\n    {% if i == 2 %}{% continue %}{% endif %}\n  <li>{{ i }}</li>\n  {% if i == 3 %}{% break %}{% endif %}\n  {% endfor %}\n</ul>\n{% set l = [] %}{% do l.append(1) %}{{ l }} {{ version }} {{ add(1, 2) }} {{ 'abc'|dots }} {{ 4 is odd3 }}")
@app.route("/strict")
def strict():
    app.jinja_env.undefined = StrictUndefined
    try:
        return render_template_string("{{ nope }}")
    except UndefinedError as e:
        return str(e)
    finally:
        app.jinja_env.undefined = Undefined
@app.route("/lax")
def lax(): return render_template_string("[{{ nope2 }}]")
@app.route("/err/<int:i>")
def err(i):
    try:
        return render_template_string(["{{ a.b.c }}", "{% if %}", "{{ x", "{% endfor %}", "{{ 1|nofilter }}", "{% include 'none.html' %}", "{{ nofunc() }}", "{{ 1 is notest }}", "{{ none.x.y }}"][i])
    except Exception as e:
        return f"{e}"
@app.route("/markup")
def markup(): return Markup("<b>hi</b>")
@app.route("/escaped")
def escaped(): return escape("<x>")
@app.route("/markup_tuple")
def markup_tuple(): return Markup("<b>hi</b>"), 201
@app.route("/auto")
def auto():
    return render_template_string("{% autoescape false %}{{ '<b>' }}{% endautoescape %}{{ '<b>' }}") + render_template("a.txt", v="<") + render_template("a.svg", v="<") + render_template("a.HTML", v="<")
