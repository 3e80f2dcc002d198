import logging

from flask import Blueprint, Flask, render_template

log = []
app = Flask(__name__)
app.config["EXPLAIN_TEMPLATE_LOADING"] = True
app.register_blueprint(Blueprint("bp", __name__, template_folder="bp_templates"))


class Handler(logging.Handler):
    def emit(self, record):
        text = record.getMessage()
        log.append(f"{record.levelname.lower()}: {'page.html' in text or 'none.html' in text} {'bp_templates' in text}")


app.logger.addHandler(Handler())
app.logger.setLevel(logging.INFO)
app.logger.propagate = False


@app.get("/")
def index():
    return render_template("page.html")


@app.get("/missing")
def missing():
    try:
        return render_template("none.html")
    except Exception:
        return "missing"
