from flask import Flask, request

log = []
app = Flask(__name__)
app.config["TRUSTED_HOSTS"] = [".example.org", "localhost"]


@app.before_request
def before():
    log.append(f"before {request.routing_exception is not None}")


@app.after_request
def after(response):
    log.append(f"after {response.status_code}")
    return response


@app.get("/")
def index():
    return request.host


@app.get("/per-request")
def per_request():
    return "never reached"
