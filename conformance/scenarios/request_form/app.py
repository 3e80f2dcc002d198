from flask import Flask, request

log = []
app = Flask(__name__)
EVERY = {"methods": ["GET", "POST", "PUT", "DELETE"]}


@app.route("/form", **EVERY)
def form():
    return {
        "form": request.form.to_dict(flat=False),
        "values": request.values.to_dict(),
        "tags": request.form.getlist("tag"),
        "mimetype": request.mimetype,
        "length": request.content_length,
    }


@app.post("/key")
def key():
    return request.form["name"]


@app.post("/data")
def data():
    return f"{len(request.data)} {request.data.decode()} {len(request.form)}"


@app.post("/get-data")
def get_data():
    text = request.get_data(as_text=True)
    return f"{text} {request.form.get('a')} {len(request.data)}"


@app.post("/no-cache")
def no_cache():
    first = request.get_data(cache=False)
    return f"{len(first)} {len(request.form)} {len(request.get_data())}"


@app.post("/stream")
def stream():
    return f"{request.stream.read().decode()} {len(request.get_data())}"
