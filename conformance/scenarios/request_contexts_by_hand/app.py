from flask import Flask, current_app, g, has_request_context, request, session, url_for
from flask.sessions import SecureCookieSessionInterface

log = []
app = Flask(__name__)


class PathAwareSessionInterface(SecureCookieSessionInterface):
    def get_cookie_name(self, app):
        if request.url.endswith("dynamic_cookie"):
            return "dynamic_cookie_name"
        return super().get_cookie_name(app)


class FailingSessionInterface(SecureCookieSessionInterface):
    def open_session(self, app, request):
        if request.path == "/fail":
            raise RuntimeError("no store")
        return super().open_session(app, request)


app.secret_key = "secret_key"
app.session_interface = PathAwareSessionInterface()
failing = Flask("failing")
failing.session_interface = FailingSessionInterface()


@app.teardown_request
def end_of_request(exception):
    log.append(f"end {exception}")


@failing.teardown_request
def failing_end(exception):
    log.append(f"failing end {exception}")


@app.get("/set")
def set_session():
    session["value"] = request.args["v"]
    return "ok"


@app.get("/set_dynamic_cookie")
def set_dynamic():
    session["value"] = "dynamic"
    return "ok"


@app.get("/get")
def get_session():
    return f"{session.get('value')}"


@app.get("/get_dynamic_cookie")
def get_dynamic():
    return f"{session.get('value')}"


def teardown_on_pop():
    with app.test_request_context():
        log.append("in")


def teardown_with_previous_exception():
    try:
        raise Exception("dummy")
    except Exception:
        pass
    with app.test_request_context():
        log.append("in")


def teardown_with_handled_exception():
    with app.test_request_context():
        try:
            raise Exception("dummy")
        except Exception:
            pass


def teardown_with_unhandled_exception():
    with app.test_request_context():
        raise Exception("escapes")


def proper_test_request_context():
    web = Flask("web", subdomain_matching=True)
    web.config.update(SERVER_NAME="localhost.localdomain:5000")

    @web.route("/")
    def index():
        return None

    @web.route("/", subdomain="foo")
    def sub():
        return None

    out = []
    with web.test_request_context("/"):
        out.append(url_for("index", _external=True))
        out.append(url_for("sub", _external=True))
        out.append(request.endpoint)
    with web.test_request_context(base_url="http://foo.localhost.localdomain:5000"):
        out.append(request.endpoint)
        out.append(url_for("index"))
    with web.test_request_context(subdomain="foo", path="/?a=1"):
        out += [request.endpoint, request.host, request.args["a"]]
    web.config["SERVER_NAME"] = "localhost"
    with web.test_request_context("/", environ_overrides={"SERVER_NAME": "localhost"}):
        out.append(request.host)
    web.config["SERVER_NAME"] = "localhost:80"
    with web.test_request_context("/"):
        out.append(request.url)
    return out


def context_binding():
    @app.template_filter("unused") if False else (lambda f: f)
    def index():
        return f"Hello {request.args['name']}!"

    def meh():
        return request.url

    out = []
    with app.test_request_context("/?name=World"):
        out.append(index())
    with app.test_request_context("/meh"):
        out.append(meh())
    out.append(has_request_context())
    return out


def context_test():
    out = [bool(has_request_context())]
    ctx = app.test_request_context()
    with ctx:
        out += [has_request_context(), current_app.name == app.name, request.path]
    out.append(has_request_context())
    return out


def session_error_pops_context():
    try:
        failing.test_client().get("/fail")
    except Exception as e:
        log.append(f"raised {e}")
    return [has_request_context()]


def session_error_status():
    return failing.test_client().get("/fail").status


def session_in_context():
    with app.test_request_context("/get"):
        session["a"] = [1]
        g.b = 2
        return [session["a"], "a" in session, session.new, session.modified, g.b, len(session)]


def environ_for_valid_idna():
    try:
        return [app.test_client().get("/echo", headers={"Host": "ąśźäüжŠßя.com"}).status]
    except Exception:
        return ["refused"]


@app.get("/echo")
def echo():
    return request.host
