from flask import Flask, abort, flash, get_flashed_messages, jsonify, redirect, render_template, render_template_string, request, session, url_for
from markupsafe import Markup

log = []
app = Flask(__name__)
app.secret_key = "messages"


@app.context_processor
def messages():
    return {"flash_count": len(session.get("_flashes", []))}


@app.get("/flash/<category>")
def put(category):
    for text in request.args.getlist("m"):
        flash(Markup("<b>%s</b>") % text if category == "html" else text, category)
    if request.args.get("then") == "abort":
        abort(409)
    if request.args.get("then") == "read":
        return jsonify(get_flashed_messages(category_filter=(category,)))
    return redirect(url_for("show"))


@app.get("/show")
def show():
    return render_template("messages.html")


@app.get("/only/<category>")
def only(category):
    return render_template_string("{{ get_flashed_messages(category_filter=[c]) }}{{ get_flashed_messages(true) }}", c=category)


@app.get("/json")
def as_json():
    return jsonify([list(pair) for pair in get_flashed_messages(True)])


@app.errorhandler(409)
def conflict(error):
    return render_template("messages.html", error=error), error.code


@app.errorhandler(404)
def missing(error):
    flash("missing", "error")
    return redirect(url_for("show"))
