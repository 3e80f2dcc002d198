from flask import Flask, jsonify, request

app = Flask(__name__, static_folder="app", static_url_path="/app")
log = []


@app.route("/heartbeat")
def heartbeat():
    return jsonify({"status": "healthy"})


@app.route("/api/<path:rest>")
def api(rest):
    return jsonify(error="no such thing", path=rest), 404


@app.route("/", defaults={"path": ""})
@app.route("/<path:path>")
def catch_all(path):
    log.append(f"catch {path!r} {request.url_rule.rule}")
    return app.send_static_file("index.html")


@app.route("/api/items/<int(min=1):id>.<any(json, txt):form>")
def item(id, form):
    return {"id": id} if form == "json" else str(id)
