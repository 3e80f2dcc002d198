from flask import Flask, abort, after_this_request, flash, g, get_flashed_messages, make_response, redirect, render_template_string, request, session, url_for

log = []
app = Flask(__name__)
app.secret_key = "state"


@app.before_request
def visit():
    session["visits"] = session.get("visits", 0) + 1
    g.trail = [request.path]

    @after_this_request
    def mark(response):
        g.trail.append("after_this")
        response.set_cookie("trail", "-".join(part.replace("/", "") for part in g.trail))
        return response

    if request.args.get("stop") == "before":
        flash("stopped before", "error")
        abort(403)


@app.get("/")
def index():
    return render_template_string(
        "{% for c, m in get_flashed_messages(true) %}[{{ c }}: {{ m }}]{% endfor %}{{ session.visits }} {{ g.trail }}"
    )


@app.get("/boom")
def boom():
    flash("before <boom>")
    session["boom"] = True
    raise RuntimeError("boom")


@app.get("/gone")
def gone():
    flash("gone", "info")
    session.pop("boom", None)
    session.modified = True
    abort(410)


@app.get("/clear")
def clear():
    session.clear()
    abort(400)


@app.errorhandler(RuntimeError)
def failed(error):
    g.trail.append("handler")
    flash(f"handled {error}")
    return redirect(url_for("index", why=str(error)))


@app.errorhandler(410)
def was_gone(error):
    response = make_response(render_template_string("{{ e.name }} {{ get_flashed_messages() }} {{ session.visits }}", e=error), 410)
    response.set_cookie("gone", "yes", max_age=10)
    return response


@app.teardown_request
def teardown(error):
    log.append(f"{'|'.join(g.trail)} {session.get('visits')} {error}")
