from datetime import datetime, timezone

from flask import Flask, Response, abort, redirect
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, HTTPException

log = []
app = Flask(__name__)


class Own(HTTPException):
    code = 460
    description = "own"


app.aborter.mapping[460] = Own
VIEWS = {
    "401": lambda: abort(401, "log in", www_authenticate=WWWAuthenticate("basic", {"realm": "site"})),
    "405": lambda: abort(405, valid_methods=["GET", "PUT"]),
    "416": lambda: abort(416, length=100),
    "429": lambda: abort(429, retry_after=30),
    "503": lambda: abort(503, "later", retry_after=datetime(2026, 1, 2, 3, 4, 35, tzinfo=timezone.utc)),
    "400": lambda: abort(400, "why <not>"),
    "404-keyword": lambda: abort(404, description="by keyword"),
    "own": lambda: abort(460),
    "response-option": lambda: abort(403, response=Response("given", 418)),
    "redirect": lambda: redirect("/x", 303),
    "app-abort": lambda: app.aborter(410, "gone by the app"),
}
for name, view in VIEWS.items():
    app.add_url_rule(f"/{name}", name, view)


@app.get("/raise-class")
def raise_class():
    raise Forbidden
