from flask import (
    Flask,
    after_this_request,
    copy_current_request_context,
    g,
    has_request_context,
    request,
    session,
    url_for,
)

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.before_request
def before():
    log.append("before_request")


@app.teardown_request
def teardown(error):
    log.append(f"teardown {'none' if error is None else error}")


@app.get("/page/<int:id>")
def page(id):
    return "page"


def by_hand():
    with app.test_request_context("/page/3?q=1", method="POST", data={"a": "b"}):
        log.append(f"{request.path} {request.args['q']} {request.method} {request.form.get('a')}")
        log.append(f"{request.endpoint} {has_request_context()}")
    with app.test_request_context("/page/3", headers={"X-A": "1"}):
        log.append(f"{request.endpoint} {request.view_args} {url_for('page', id=4)} {request.headers['X-A']}")
        session["in"] = "context"
        log.append(session["in"])
        app.preprocess_request()


def with_error():
    try:
        with app.test_request_context("/"):
            raise ValueError("inside")
    except ValueError as error:
        log.append(f"came out: {error}")


def outside():
    for name, use in (
        ("request", lambda: request.path),
        ("session", lambda: session["x"]),
        ("after_this_request", lambda: after_this_request(lambda response: response)),
    ):
        try:
            use()
            log.append(f"{name}: fine")
        except RuntimeError:
            log.append(f"{name}: RuntimeError")


kept = []


def copied():
    with app.test_request_context("/page/7"):
        g.value = "original"

        @copy_current_request_context
        def work():
            return f"{request.path} {has_request_context()}"

        kept.append(work)
    log.append(kept[0]())


@app.get("/later")
def later():
    session["x"] = 1

    @copy_current_request_context
    def work():
        return f"{request.path} {session['x']}"

    return work()
