from flask import Flask, flash, get_flashed_messages, redirect, render_template_string, session, url_for

log = []
app = Flask(__name__)
app.secret_key = "flash values"
PAGE = "{% for c, m in get_flashed_messages(with_categories=true) %}{{ c }}:{{ m }}|{% else %}none{% endfor %}"


@app.get("/values")
def values():
    flash(7)
    flash({"a": [1, None]}, "dict")
    flash(("t", 1), "tuple")
    flash(["l"], "list")
    flash(None)
    return "flashed"


@app.get("/many")
def many():
    for number in range(5):
        flash(f"message {number}", "odd" if number % 2 else "even")
    return "flashed"


@app.get("/show")
def show():
    return render_template_string(PAGE)


@app.get("/redirect")
def go():
    flash("one")
    session["x"] = 1
    return redirect(url_for("show"))


@app.get("/both")
def both():
    flash("for b")
    return render_template_string(PAGE + "{{ get_flashed_messages() }}")


@app.get("/peek")
def peek():
    flash("peeked")
    count = len(session.get("_flashes", []))
    found = get_flashed_messages(category_filter=["nothing"])
    return f"{count} {len(found)} {'_flashes' in session}"


@app.get("/in-error")
def in_error():
    flash("before the error")
    raise RuntimeError("broken")
