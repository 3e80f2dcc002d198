from datetime import datetime, timezone

from flask import Flask, Response, request

log = []
app = Flask(__name__)


@app.route("/etag", methods=["GET", "POST"])
def etag():
    response = Response("content to tag")
    response.add_etag()
    log.append(f"{response.get_etag()[1]}")
    return response.make_conditional(request)


@app.get("/weak")
def weak():
    response = Response("weak")
    response.set_etag("tag", weak=True)
    log.append(str(response.get_etag()[1]))
    return response.make_conditional(request)


@app.get("/date")
def date():
    response = Response("dated")
    response.last_modified = datetime(2026, 1, 1, tzinfo=timezone.utc)
    return response.make_conditional(request)


@app.get("/range")
def range_():
    response = Response("0123456789")
    response.set_etag("r")
    return response.make_conditional(request, accept_ranges=True, complete_length=10)
