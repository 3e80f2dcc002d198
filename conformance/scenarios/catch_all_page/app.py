import os
from flask import Flask, jsonify, send_from_directory, redirect, url_for
app = Flask(__name__, static_folder="app", static_url_path="/app")
@app.route("/heartbeat")
def heartbeat(): return jsonify({"status": "healthy"})
@app.route("/favicon.ico")
def favicon():
    return send_from_directory(os.path.join(app.root_path, "app"), "favicon.ico", mimetype="image/vnd.microsoft.icon")
app.add_url_rule("/fav2", endpoint="fav2", redirect_to="/app/favicon.ico")
app.add_url_rule("/old/<int:x>", endpoint="old", redirect_to="new/<x>")
@app.route("/new/<int:x>")
def new(x): return str(x)
@app.route("/", defaults={"path": ""})
@app.route("/<path:path>")
def catch_all(path):
    return app.send_static_file("index.html")
@app.route("/api/<path:rest>")
def api(rest):
    return jsonify(error="no such api", path=rest), 404
