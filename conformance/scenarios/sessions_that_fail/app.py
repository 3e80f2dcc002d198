from flask import Flask, abort, flash, request, session
from flask.sessions import NullSession, SecureCookieSession, SecureCookieSessionInterface, SessionInterface, SessionMixin

log = []


class Memory(dict, SessionMixin):
    pass


STORE = {}


class OwnInterface(SessionInterface):
    def open_session(self, app, request):
        mode = request.args.get("open")
        if mode == "none":
            return None
        if mode == "fail":
            raise RuntimeError("cannot open")
        if mode == "abort":
            abort(503, "no sessions")
        log.append(f"open {request.endpoint} {request.path}")
        return Memory(STORE.get(request.cookies.get("own"), {}))

    def save_session(self, app, session, response):
        mode = request.args.get("save")
        log.append(f"save {sorted(session)} {response.status_code}")
        if mode == "fail":
            raise RuntimeError("cannot save")
        if not session:
            response.delete_cookie("own")
            return
        STORE["k"] = dict(session)
        response.set_cookie("own", "k", httponly=True)


app = Flask(__name__)
app.session_interface = OwnInterface()


@app.get("/")
def index():
    session["n"] = session.get("n", 0) + 1
    return str(session["n"])


@app.get("/read")
def read():
    return str(session.get("n"))


@app.get("/flash")
def flashing():
    flash("x")
    return str(session["_flashes"])


@app.get("/clear")
def clear():
    session.clear()
    return "cleared"


@app.after_request
def after(response):
    log.append(f"after {response.status_code}")
    return response


@app.errorhandler(500)
def failed(error):
    log.append(f"failed {str(error.original_exception).split(chr(46))[0]}")
    return "failed", 500


@app.errorhandler(503)
def unavailable(error):
    return f"503 {error.description}", 503


@app.teardown_request
def teardown(error):
    log.append(f"teardown {str(error).split(chr(46))[0]}")
