from flask import Flask, Response, g, request, session, stream_template, stream_template_string, stream_with_context, template_rendered, got_request_exception

log = []
app = Flask(__name__)
app.secret_key = "streams"


@template_rendered.connect_via(app)
def rendered(sender, template, context, **extra):
    log.append("rendered")


@got_request_exception.connect_via(app)
def got(sender, exception, **extra):
    log.append(f"got {exception}")


@app.after_request
def after(response):
    log.append(f"after {response.status_code} {response.status_code < 400 and response.is_streamed}")
    response.call_on_close(lambda: log.append("closed"))
    return response


@app.get("/template")
def template():
    session["user"] = "ann"
    g.x = "from g"
    return stream_template("page.html", rows=["a", "b"], when=lambda: log.append("called") or "now")


@app.get("/early")
def early():
    return stream_template("missing.html")


@app.get("/kwargs")
def kwargs():
    return stream_template_string("{{ g.x or 'nothing' }}|{{ request.args.q }}|{{ config.TESTING }}|{{ a + b }}", a=1, b=2), 202, {"X-K": "1"}


@app.get("/select")
def select():
    return stream_template(["missing.html", "page.html"], rows=[])


@app.get("/headers")
def headers():
    @stream_with_context
    def lines():
        yield f"{request.path}\n"
        try:
            yield f"{session.get('user')}\n"
        finally:
            log.append("generator done")
    response = Response(lines(), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    return response


@app.get("/bytes")
def some_bytes():
    def pieces():
        yield b"\x00"
        yield "text".encode()
    return pieces()


@app.get("/empty")
def empty():
    return (x for x in ())


@app.get("/twice")
def twice():
    response = Response((str(i) for i in range(4)))
    log.append(f"{response.is_sequence} {response.is_streamed}")
    response.make_sequence()
    log.append(f"{response.is_sequence} {response.get_data(as_text=True)} {response.calculate_content_length()}")
    return response
