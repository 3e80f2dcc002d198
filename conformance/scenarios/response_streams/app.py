from flask import Flask, Response, has_request_context, request, session, stream_with_context

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.teardown_request
def teardown(error):
    log.append("teardown")


@app.get("/plain")
def plain():
    def generate():
        log.append("first")
        yield "a"
        log.append("second")
        yield b"b"

    return Response(generate(), mimetype="text/plain")


@app.get("/without-context")
def without_context():
    def generate():
        yield f"context: {has_request_context()}"

    return generate()


@app.get("/with-context")
def with_context():
    def generate():
        try:
            yield request.path
            log.append("between")
            yield f" {has_request_context()}"
        finally:
            log.append("closed")

    return stream_with_context(generate())


@app.get("/decorated")
def decorated():
    @stream_with_context
    def generate(text):
        yield f"{text} {request.method}"

    return generate("decorated")


@app.get("/session")
def session_in_stream():
    if "name" in request.args:
        session["name"] = request.args["name"]

    def generate():
        yield f"name {session.get('name')}"
        session["late"] = True

    return stream_with_context(generate())


@app.get("/on-close")
def on_close():
    response = Response("body")
    response.call_on_close(lambda: log.append("on close 1"))
    response.call_on_close(lambda: log.append("on close 2"))
    return response


@app.get("/fail")
def fail():
    def generate():
        yield "a"
        raise ValueError("in the stream")

    return generate()
