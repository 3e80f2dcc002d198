from flask import Flask, Response, abort, g, has_request_context, make_response, request, session, stream_with_context

log = []
app = Flask(__name__)
app.secret_key = "k"
app.logger.disabled = True


@app.after_request
def after(response):
    if response.status_code >= 400:  # Flask makes an iterator of its error pages
        return response
    log.append(f"after {response.is_streamed} {response.content_length}")
    response.headers["X-Streamed"] = str(response.is_streamed)
    return response


class Pages:
    def __init__(self, count):
        self.count = count
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.count:
            raise StopIteration
        self.at += 1
        return f"page {self.at};"

    def close(self):
        log.append(f"closed at {self.at}")


@app.get("/pages/<int:count>")
def pages(count):
    return Pages(count)


@app.get("/call-on-close")
def call_on_close():
    response = make_response(Pages(2))
    response.call_on_close(lambda: log.append("first on close"))

    @response.call_on_close
    def second():
        log.append("second on close")

    return response


@app.get("/bytes")
def mixed():
    def make():
        yield "text ü "
        yield b"bytes \xff"
        yield ""

    return make(), {"Content-Type": "application/octet-stream"}


@app.get("/empty")
def empty():
    return iter([])


@app.get("/first-fails")
def first_fails():
    def make():
        raise ZeroDivisionError("before the first piece")
        yield "never"

    return make()


@app.get("/session-late")
def session_late():
    session["early"] = 1

    def make():
        yield "one;"
        session["late"] = 2
        yield f"{sorted(session)}"

    return stream_with_context(make())


@app.get("/generator-response")
def generator_response():
    @stream_with_context
    def make():
        g.n = 0
        while g.n < 3:
            g.n += 1
            yield f"{g.n} of {request.args.get('of', '?')};"

    return Response(make(), mimetype="text/plain", headers={"X-Made": "1"}, direct_passthrough=False)


@app.get("/freeze")
def freeze():
    response = Response(Pages(2))
    response.freeze()
    log.append(f"{response.is_streamed} {response.content_length}")
    return response


@app.errorhandler(ZeroDivisionError)
def divided(error):
    return "handled", 500
