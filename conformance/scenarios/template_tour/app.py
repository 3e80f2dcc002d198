from flask import Flask, render_template, render_template_string, g, session, get_template_attribute, request, url_for, jsonify
from markupsafe import Markup
log = []
app = Flask(__name__)
app.secret_key = "t"
app.jinja_env.trim_blocks = True
@app.context_processor
def inject():
    return {"site": "<Site>", "user": "cp", "fn": lambda x, y=2: f"{x}-{y}"}
@app.template_filter()
def double(x): return x * 2
@app.template_filter("rev")
def reverse(s): return s[::-1]
@app.template_test("big")
def is_big(n): return n > 100
@app.template_global()
def shout(s, times=1): return s.upper() + "!" * times
class Thing:
    name = "thing"
    def __init__(self): self.items = [3, 1, 2]
    def hello(self, who="x"): return f"hello {who}"
    def __html__(self): return "<thing/>"
@app.route("/page/<name>")
def page(name):
    session["s"] = 1
    g.val = "gval"
    return render_template(name, thing=Thing(), rows=[{"n": 1, "t": "a<b"}, {"n": 2, "t": None}], user=request.args.get("user", "view"), d={"k": "v", "items": 1}, n=None, f=1.5, yes=True, html=Markup("<i>"))
@app.route("/first")
def first(): return render_template(["nope.html", "child.html"], rows=[], d={}, thing=None)
@app.route("/attr")
def attr():
    m = get_template_attribute("macros.html", "field")
    return m("a<b", type="text")
@app.route("/missing")
def missing():
    from jinja2 import TemplateNotFound
    try:
        return render_template("nope.html")
    except TemplateNotFound as e:
        return f"not found {e.name}"
