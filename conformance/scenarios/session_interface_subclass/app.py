from flask import Flask, session, request, jsonify
from flask.sessions import SecureCookieSessionInterface, SessionInterface, SecureCookieSession
log = []
class DynamicName(SecureCookieSessionInterface):
    def get_cookie_name(self, app):
        return "dyn_" + (request.args.get("n") or "x")
    def should_set_cookie(self, app, sess):
        log.append(f"should {super().should_set_cookie(app, sess)}")
        return super().should_set_cookie(app, sess)
    def get_cookie_secure(self, app):
        return request.is_secure
    def open_session(self, app, req):
        log.append(f"open {req.path} {req.endpoint}")
        return super().open_session(app, req)
app = Flask(__name__)
app.secret_key = "di"
app.session_interface = DynamicName()
app.config.update(SESSION_COOKIE_DOMAIN=".example.test", SESSION_COOKIE_PATH="/p", SESSION_COOKIE_HTTPONLY=False, SESSION_COOKIE_PARTITIONED=True)
@app.route("/p/set")
def set_():
    session["v"] = request.args.get("v", "none")
    return jsonify(dict(session))
@app.route("/p/get")
def get(): return jsonify(dict(session))
@app.route("/p/del")
def del_():
    session.pop("v", None)
    return jsonify(dict(session))
class Memory(SessionInterface):
    session_class = SecureCookieSession
    def __init__(self): self.data = {}
    def open_session(self, app, request):
        if request.args.get("null"):
            return None
        return SecureCookieSession(self.data)
    def save_session(self, app, session, response):
        log.append(f"save {session.modified} {sorted(session)}")
        self.data = dict(session)
        response.headers["X-Saved"] = "1"
def swap():
    app.session_interface = Memory()
def setup(app):
    log.append(app.session_interface.get_cookie_domain(app) + " " + app.session_interface.get_cookie_path(app))
