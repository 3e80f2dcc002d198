import json
from flask import Flask, session, request, jsonify, url_for
from flask.sessions import SessionInterface, SessionMixin, SecureCookieSessionInterface
from werkzeug.datastructures import CallbackDict
log = []
class MySession(dict, SessionMixin):
    pass
class Store(SessionInterface):
    data = {}
    def open_session(self, app, request):
        log.append(f"open {request.endpoint}")
        sid = request.cookies.get(self.get_cookie_name(app), "")
        s = MySession(self.data.get(sid, {}))
        s.sid = sid
        return s
    def save_session(self, app, session, response):
        log.append(f"save {dict(session)}" if session else "save empty")
        name = self.get_cookie_name(app)
        if not session:
            response.delete_cookie(name, path=self.get_cookie_path(app), domain=self.get_cookie_domain(app))
            return
        sid = session.sid or f"sid{len(self.data)}"
        self.data[sid] = dict(session)
        response.set_cookie(name, sid, expires=self.get_expiration_time(app, session), httponly=self.get_cookie_httponly(app), path=self.get_cookie_path(app), samesite=self.get_cookie_samesite(app), secure=self.get_cookie_secure(app))
app = Flask(__name__)
app.secret_key = "s"
app.session_interface = Store()
@app.route("/")
def index():
    session["n"] = session.get("n", 0) + 1
    return str(session["n"])
@app.route("/perm")
def perm():
    session.permanent = True
    return f"{session.permanent} {session.new} {session.modified} {session.accessed}"
@app.route("/clear")
def clear():
    session.clear()
    return "c"
@app.route("/boom")
def boom():
    session["b"] = 1
    raise Exception("x")
class PathAware(SecureCookieSessionInterface):
    salt = "other-salt"
    key_derivation = "django-concat"
    def get_cookie_name(self, app): return "dyn_" + request.path.strip("/").replace("/", "_")
    def should_set_cookie(self, app, session): return session.modified
    def get_cookie_path(self, app): return "/" + request.path.strip("/")
class NoSession(SessionInterface):
    def open_session(self, app, request): return None
    def save_session(self, app, session, response): log.append("never")
other = Flask("other"); other.secret_key = "o"; other.session_interface = PathAware()
@other.route("/set/<v>")
def oset(v):
    session["v"] = v
    session.permanent = True
    return v
def call():
    c = other.test_client()
    r = c.get("/set/x")
    r2 = c.get("/set/y")
    return [r.headers.getlist("Set-Cookie"), r2.headers.getlist("Set-Cookie")]
nos = Flask("nos"); nos.secret_key = "x"; nos.session_interface = NoSession(); nos.testing = True
@nos.route("/")
def ni():
    r = [session.get("a", "-"), len(session)]
    try:
        session["a"] = 1
    except RuntimeError as e:
        r.append(str(e).split(".")[0])
    return jsonify(r)
def call_nos():
    r = nos.test_client().get("/")
    return [r.json, "Vary" in r.headers]
