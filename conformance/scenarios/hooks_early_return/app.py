from flask import Flask, abort, request

log = []
app = Flask(__name__)


@app.before_request
def first():
    log.append(f"first, endpoint {request.endpoint or '-'}")
    early = request.args.get("early")
    if early == "text":
        return "early"
    if early == "empty":
        return ""
    if early == "tuple":
        return "made", 201, {"X-Early": "yes"}
    if early == "zero":
        return 0
    if early == "raise":
        raise ValueError("hook failed")
    if early == "abort":
        abort(403)
    return None


@app.before_request
def second():
    log.append("second")


@app.after_request
def after(response):
    log.append(f"after {response.status_code}")
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown {'none' if error is None else 'error'}")


@app.get("/")
def index():
    log.append("view")
    return "view"
