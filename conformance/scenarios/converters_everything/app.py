from flask import Flask, url_for, request, session, redirect
from werkzeug.routing import BaseConverter, ValidationError
log = []
app = Flask(__name__)
app.secret_key = "x"
class ListConverter(BaseConverter):
    def to_python(self, value):
        return value.split(",")
    def to_url(self, values):
        return ",".join(super(ListConverter, self).to_url(v) for v in values)
class EvenConverter(BaseConverter):
    regex = r"\d+"
    def __init__(self, map, minimum=0, *, step=2):
        super().__init__(map)
        self.minimum = minimum
        self.step = step
    def to_python(self, value):
        n = int(value)
        if n % self.step or n < self.minimum:
            raise ValidationError()
        return n
    def to_url(self, value):
        return str(value)
class UserConverter(BaseConverter):
    def to_python(self, value):
        if session.get("who") != value:
            raise ValidationError()
        return "user-" + value
app.url_map.converters["list"] = ListConverter
app.url_map.converters["even"] = EvenConverter
app.url_map.converters["user"] = UserConverter
@app.route("/tags/<list:tags>")
def tags(tags):
    return "|".join(tags) + " " + url_for("tags", tags=["a b", "ç", "x/y"])
@app.route("/even/<even(10, step=5):n>")
def even(n):
    return f"even {n} {url_for('even', n=20)}"
@app.route("/even/<name>")
def even_name(name):
    return f"name {name}"
@app.route("/login/<who>")
def login(who):
    session["who"] = who
    return redirect(url_for("home", who=who))
@app.route("/home/<user:who>")
def home(who):
    return who
@app.route("/i/<int(min=5, max=9):n>")
def bounded(n):
    return str(n)
@app.route("/s/<int(signed=True):n>/<float(signed=True):f>")
def signed(n, f):
    return f"{n + 1} {f * 2}"
@app.route("/fd/<int(fixed_digits=4):y>")
def fixed(y):
    return f"{y} {url_for('fixed', y=7)}"
@app.route("/str/<string(length=2):lang>/<string(minlength=3,maxlength=5):w>")
def strs(lang, w):
    return f"{lang}/{w}"
@app.route("/any/<any(about, help, 'a b'):page>")
def anyc(page):
    return page
@app.route("/u/<uuid:u>")
def uid(u):
    return f"{u}"
@app.route("/p/<path:p>/edit")
def edit(p):
    return f"edit {p} {url_for('edit', p='a/b c')}"
@app.route("/p/<path:p>")
def path(p):
    return f"path {p}"
@app.route("/multi/<a>-<b>.html")
def multi(a, b):
    return f"{a}+{b}"
