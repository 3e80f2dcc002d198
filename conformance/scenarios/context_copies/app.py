from flask import Flask, after_this_request, copy_current_request_context, current_app, g, has_request_context, request, session, stream_with_context, url_for

log = []
app = Flask(__name__)
app.secret_key = "k"
kept = []


@app.before_request
def before():
    g.user = request.args.get("user", "nobody")
    log.append(f"before {g.user}")


@app.errorhandler(ValueError)
def wrong(error):
    log.append(f"handled {request.path}")
    return "wrong", 500


@app.get("/copy")
def copy():
    session["in_view"] = 1

    @copy_current_request_context
    def later(word, *, loud=False):
        log.append(f"later {word} {loud} {request.path} {request.args.get('user')} {session.get('in_view')} {current_app.name}")
        session["later"] = 2
        return url_for("copy", x=1)

    result = later("now", loud=True)
    kept.append(later)
    return f"{result} {sorted(session)}"


def call_kept():
    for fn in kept:
        log.append(fn("kept"))
    kept.clear()
    log.append(str(has_request_context()))


@app.get("/generator")
def generator():
    session["seen"] = 1

    def make():
        try:
            for n in range(3):
                yield f"{n} {request.args.get('user')} {g.get('user')} {session.get('seen')} {url_for('generator')};"
        finally:
            log.append(f"closed {has_request_context()}")

    return stream_with_context(make())


@app.get("/decorated")
def decorated():
    @stream_with_context
    def make(a, b="b"):
        yield f"{a}{b}{request.path}"
        yield g.user

    return make("a"), 201, {"X-Made": "yes"}


@app.get("/fails")
def fails():
    def make():
        yield "one"
        raise ValueError("in stream " + request.path)

    return stream_with_context(make())


@app.get("/plain")
def plain():
    path = request.path

    def make():
        yield f"{path} {has_request_context()}"

    return make()


@app.get("/after")
def after():
    @after_this_request
    def first(response):
        response.headers["X-Order"] = "first"

        @after_this_request
        def added(response):
            response.headers["X-Order"] += " added"
            return response

        return response

    @after_this_request
    def second(response):
        response.headers["X-Order"] += " second"
        return response

    return "after"


def outside():
    for name, action in [
        ("after_this_request", lambda: after_this_request(lambda r: r)),
        ("copy", lambda: copy_current_request_context(lambda: 1)()),
        ("stream", lambda: list(stream_with_context(iter("ab")))),
        ("session", lambda: session["x"]),
        ("url_for", lambda: url_for("after")),
    ]:
        try:
            action()
            log.append(f"{name} fine")
        except RuntimeError as error:
            log.append(f"{name} refused")
