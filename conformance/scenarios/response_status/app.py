from flask import Flask, Response

log = []
app = Flask(__name__)


@app.get("/<int:status>")
def status(status):
    return Response("body", status)


@app.get("/text")
def text():
    return Response("nothing here", "404 Not Here")


@app.get("/stream")
def stream():
    def generate():
        try:
            log.append("read")
            yield "a"
        finally:
            log.append("closed")

    return generate()


def statuses():
    for value in (200, 201, 404, 299, "200 OK", "404 Not Here", "418", "no number"):
        response = Response(status=value)
        log.append(f"{response.status_code} {response.status}")
    try:
        Response(status="")
    except ValueError:
        log.append("an empty status is an error")
    response = Response()
    response.status_code = 503
    log.append(response.status)
    response.status = "202 Fine"
    log.append(str(response.status_code))


def types():
    for options in (
        {},
        {"mimetype": "text/plain"},
        {"mimetype": "application/json"},
        {"mimetype": "application/xml"},
        {"mimetype": "image/svg+xml"},
        {"mimetype": "image/png"},
        {"content_type": "text/plain"},
        {"mimetype": "text/plain", "content_type": "a/b; c=d"},
        {"headers": {"Content-Type": "x/y"}},
    ):
        response = Response("x", **options)
        log.append(f"{response.content_type} {response.mimetype} {dict(response.mimetype_params)}".replace("'", '"'))
    response = Response("x")
    response.mimetype = "text/css"
    log.append(response.headers["Content-Type"])


def bodies():
    response = Response("abc")
    log.append(f"{response.data!r} {response.content_length}".replace("b'", "'"))
    response.data = "ä"
    log.append(f"{response.get_data(as_text=True)} {response.content_length} {response.calculate_content_length()}")
    response.set_data(b"xyz!")
    log.append(f"{response.get_data(as_text=True)} {response.content_length} {response.is_sequence}")
    response = Response(['{"a"', ": 1}"], mimetype="application/json")
    log.append(f"{response.get_json()} {response.is_json}".replace("'", '"'))
    response = Response(part for part in ("s", "t"))
    log.append(f"{response.is_streamed} {response.is_sequence} {response.content_length}")
    log.append(f"{response.get_data(as_text=True)} {response.is_sequence}")
