from flask import Flask, url_for

log = []
app = Flask(__name__)


@app.get("/page")
def page():
    return ""


def attempt(**values):
    try:
        log.append(url_for("page", **values))
    except RuntimeError:
        log.append("RuntimeError")


def without_server_name():
    attempt()
    with app.app_context():
        attempt()


def with_server_name():
    app.config.update(SERVER_NAME="example.org", APPLICATION_ROOT="/root", PREFERRED_URL_SCHEME="https")
    with app.app_context():
        attempt()
        attempt(_external=False)
        attempt(_scheme="http")
