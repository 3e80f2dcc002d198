from flask import Flask, flash, get_flashed_messages, message_flashed, render_template_string, session
from markupsafe import Markup

log = []
app = Flask(__name__)
app.secret_key = "dev"


@message_flashed.connect_via(app)
def flashed(sender, message, category):
    log.append(f"flashed {message} {category}")


@app.get("/flash")
def flash_some():
    flash("hello")
    flash("careful <b>", "warning")
    flash(Markup("<em>markup</em>"), "error")
    return "flashed"


@app.get("/peek")
def peek():
    return str(len(session["_flashes"]))


@app.get("/plain")
def plain():
    first = get_flashed_messages()
    second = get_flashed_messages()
    return f"{[str(message) for message in first]} {first == second}".replace("'", '"')


@app.get("/categories")
def categories():
    return "\n".join(f"{category}: {message}" for category, message in get_flashed_messages(with_categories=True))


@app.get("/filter")
def filtered():
    warnings = get_flashed_messages(category_filter=["warning"])
    rest = get_flashed_messages(with_categories=True, category_filter=["error", "message"])
    return f"{len(warnings)} {','.join(category for category, _ in rest)}"


@app.get("/template")
def template():
    return render_template_string(
        "{% for category, message in get_flashed_messages(with_categories=true) %}"
        "<p class={{ category }}>{{ message }}</p>"
        "{% endfor %}{{ session|length }} {{ session.user or 'nobody' }}"
    )


@app.get("/same-request")
def same_request():
    flash("in the same request")
    return ",".join(get_flashed_messages())
