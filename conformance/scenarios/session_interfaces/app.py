from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface

log = []


class Own(SecureCookieSessionInterface):
    def get_cookie_name(self, app):
        return "admin" if request.path.startswith("/admin") else "normal"

    def should_set_cookie(self, app, session):
        log.append(f"should_set_cookie {session.modified}")
        return super().should_set_cookie(app, session)

    def open_session(self, app, request):
        log.append(f"open {request.path}")
        if request.path == "/null":
            return None
        return super().open_session(app, request)

    def save_session(self, app, session, response):
        log.append("save")
        super().save_session(app, session, response)


app = Flask(__name__)
app.secret_key = "dev"
app.session_interface = Own()


@app.get("/set")
@app.get("/admin/set", endpoint="admin")
def set_():
    session["user"] = "ann"
    return "set"


@app.get("/show")
def show():
    return session.get("user", "nobody")


@app.get("/null")
def null():
    return type(session._get_current_object()).__name__


def getters():
    interface = SecureCookieSessionInterface()
    log.append(
        f"{interface.get_cookie_name(app)} {interface.get_cookie_domain(app)} {interface.get_cookie_path(app)} "
        f"{interface.get_cookie_httponly(app)} {interface.get_cookie_secure(app)} {interface.get_cookie_samesite(app)} "
        f"{interface.get_cookie_partitioned(app)}"
    )
    log.append(f"{interface.salt} {interface.key_derivation} {interface.pickle_based}")
    log.append(str(interface.is_null_session(interface.make_null_session(app))))
