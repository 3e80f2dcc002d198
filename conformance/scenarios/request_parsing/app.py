from flask import Flask, request

log = []
app = Flask(__name__)


@app.route("/", methods=["GET", "POST"])
def index():
    return {
        "args": request.args.to_dict(flat=False),
        "form": request.form.to_dict(flat=False),
        "files": [[key, file.filename, file.mimetype, file.read().decode()] for key, file in request.files.items(multi=True)],
        "cookies": request.cookies.to_dict(flat=False),
        "mimetype": request.mimetype,
        "query": request.query_string.decode("latin-1"),
    }


@app.get("/types")
def types():
    args = request.args
    return {
        "ints": {key: args.get(key, type=int) for key in args},
        "floats": {key: args.get(key, type=float) for key in ("f", "n", "e", "neg", "sp")},
        "default": args.get("n", 7, type=int),
        "lists": args.getlist("i", type=int) + args.getlist("n", type=int),
        "own": args.get("b", type=lambda text: text == "true"),
    }
