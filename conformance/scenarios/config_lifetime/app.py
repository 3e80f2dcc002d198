from datetime import timedelta
from flask import Flask, jsonify, session
app = Flask(__name__)
app.config["SECRET_KEY"] = "k"
@app.route("/lifetime/<int:s>")
def lifetime(s):
    app.config["PERMANENT_SESSION_LIFETIME"] = s
    a = app.permanent_session_lifetime.total_seconds()
    app.permanent_session_lifetime = timedelta(days=1, hours=2)
    b = app.permanent_session_lifetime
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(seconds=s)
    session.permanent = True
    session["n"] = s
    return f"{int(a)} {int(b.total_seconds())} {b.days} {b.seconds}"
@app.route("/attrs")
def attrs():
    out = [app.testing, app.debug, app.secret_key]
    app.testing = True
    out.append(app.config["TESTING"])
    app.config["TESTING"] = False
    out.append(app.testing)
    app.secret_key = "other"
    out.append(app.config["SECRET_KEY"])
    return jsonify(out)
@app.route("/expr")
def expr():
    c = app.config
    return jsonify([c["SESSION_COOKIE_NAME"], c["SESSION_COOKIE_HTTPONLY"], c["MAX_COOKIE_SIZE"], c["PREFERRED_URL_SCHEME"], c["APPLICATION_ROOT"], c["SEND_FILE_MAX_AGE_DEFAULT"], c["TRAP_BAD_REQUEST_ERRORS"], c["PROVIDE_AUTOMATIC_OPTIONS"], c["SESSION_REFRESH_EACH_REQUEST"], app.permanent_session_lifetime.days])
