from flask import Flask, jsonify, request

log = []
app = Flask(__name__)
app.debug = True


@app.post("/json")
def json():
    return jsonify(request.json)


@app.post("/upload")
def upload():
    try:
        return request.files["photo"].filename
    except KeyError as error:
        text = str(error)
        log.append(f"tells the enctype: {'enctype' in text}, the name: {'photo' in text}")
        return "no upload", 400


@app.get("/key")
def key():
    return request.args["name"]
