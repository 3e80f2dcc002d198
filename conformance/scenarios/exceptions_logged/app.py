import logging

from flask import Flask

log = []
app = Flask(__name__)


class Handler(logging.Handler):
    def emit(self, record):
        log.append(f"{record.levelname.lower()}: {record.getMessage()} | {record.exc_info[1]}")


app.logger.handlers = [Handler()]


@app.route("/fail", methods=["GET", "POST"])
def fail():
    raise RuntimeError("broken")


@app.get("/handled")
def handled():
    raise LookupError("known")


@app.errorhandler(LookupError)
def on_lookup(error):
    return "handled"
