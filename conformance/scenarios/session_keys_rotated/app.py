from flask import Flask, session, jsonify, request
app = Flask(__name__)
app.config["SECRET_KEY"] = "new"
@app.route("/set/<v>")
def set_(v):
    session["v"] = v
    return v
@app.route("/get")
def get(): return jsonify(dict(session))
@app.route("/write")
def write():
    try:
        session["x"] = 1
        return "written"
    except RuntimeError as e:
        return str(e)[:128]
@app.route("/read")
def read(): return str(session.get("x", "none")) + str(len(session)) + str("x" in session)
def rotate():
    app.config["SECRET_KEY"] = "newer"
    app.config["SECRET_KEY_FALLBACKS"] = ["old", "new"]
def drop():
    app.config["SECRET_KEY_FALLBACKS"] = []
def no_key():
    app.secret_key = None
def empty_key():
    app.secret_key = ""
