"""A Flask app with Flask-WTF's CSRFProtect; plays the requests of one JSON line, prints the answers as JSON."""

import json
import re
import sys

from flask import Blueprint, Flask, render_template_string
from flask_wtf.csrf import CSRFProtect

question = json.loads(sys.stdin.readline())
app = Flask(__name__)
app.secret_key = "shared by both runtimes"
app.config.update(question["config"])
csrf = CSRFProtect(app)
hooks = Blueprint("hooks", __name__)


@app.get("/token")
def token():
    return render_template_string("{{ csrf_token() }} {{ csrf_meta_tag() }}")


@app.post("/change")
def change():
    return "changed"


@app.route("/other", methods=["PUT", "PATCH", "DELETE"])
def other():
    return "changed"


@app.post("/free")
@csrf.exempt
def free():
    return "free"


@hooks.post("/hook")
def hook():
    return "hooked"


csrf.exempt(hooks)
app.register_blueprint(hooks)

answers = []
cookie = question.get("cookie")
for request in question["requests"]:
    headers = dict(request.get("headers", {}))
    if cookie:
        headers["Cookie"] = f"session={cookie}"
    client = app.test_client(use_cookies=False)
    answer = client.open(
        request["path"],
        method=request["method"],
        data=request.get("data", request.get("body")),
        headers=headers,
        base_url=request.get("base_url", "http://localhost"),
    )
    for line in answer.headers.getlist("Set-Cookie"):
        found = re.match(r"session=([^;]*)", line)
        cookie = found[1] if found else cookie
    answers.append([answer.status_code, answer.text])
print(json.dumps({"answers": answers, "cookie": cookie}))
