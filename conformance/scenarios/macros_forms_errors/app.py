from flask import Flask, flash, get_flashed_messages, redirect, render_template, request, session, url_for

log = []
app = Flask(__name__)
app.secret_key = "macros"
RULES = {"name": lambda v: None if v.strip() else "is needed", "age": lambda v: None if v.isdigit() and int(v) < 150 else "is no age", "colour": lambda v: None if v in ("red", "green") else "is no colour"}


@app.template_filter("plural")
def plural(word, n):
    return word if n == 1 else word + "s"


@app.route("/", methods=["GET", "POST"])
def form():
    values, errors = {}, {}
    if request.method == "POST":
        values = request.form.to_dict()
        errors = {name: rule(request.form.get(name, "")) for name, rule in RULES.items() if rule(request.form.get(name, ""))}
        if not errors:
            session["saved"] = {**session.get("saved", {}), values["name"]: int(values["age"])}
            flash(f"{values['name']} saved", "ok")
            return redirect(url_for("form", _anchor="saved"))
        for name in errors:
            flash(f"{name} {errors[name]}", "error")
    return render_template("form.html", values=values, errors=errors, fields=[("name", "text", None), ("age", "number", None), ("colour", "select", ["red", "green"])], tags=request.form.getlist("tag")), 422 if errors else 200
