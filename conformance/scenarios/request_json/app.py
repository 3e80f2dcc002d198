from flask import Flask, jsonify, request

log = []
app = Flask(__name__)


@app.route("/json", methods=["GET", "POST"])
def json():
    return jsonify(request.json)


@app.post("/silent")
def silent():
    return jsonify(request.get_json(silent=True))


@app.post("/force")
def force():
    return jsonify(request.get_json(force=True))


@app.post("/about")
def about():
    return f"{request.is_json} {request.mimetype} {request.mimetype_params} {request.content_length}".replace("'", '"')
