from flask import Flask, request, url_for

log = []
app = Flask(__name__, static_url_path="")


@app.before_request
def before():
    log.append(f"before {request.endpoint}")


@app.after_request
def after(response):
    log.append(f"after {response.status_code} {response.direct_passthrough}")
    response.headers["X-After"] = "yes"
    return response


@app.errorhandler(404)
def missing(error):
    return f"no {request.path}", 404


@app.get("/view")
def view():
    return url_for("static", filename="un d/ä.txt", v=1)
