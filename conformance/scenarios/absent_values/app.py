from flask import Flask, jsonify, render_template_string, request, session

app = Flask(__name__)
app.secret_key = "absent values"
log = []


@app.get("/dict")
def a_dict():
    return {"name": request.args.get("name"), "page": request.args.get("page", type=int), "agent": request.headers.get("X-Agent")}


@app.get("/list")
def a_list():
    return jsonify([request.args.get("name"), {"inner": [request.cookies.get("c")]}])


@app.get("/keep")
def keep():
    session["name"] = request.args.get("name")
    session["nested"] = {"page": request.args.get("page")}
    return "kept"


@app.get("/kept")
def kept():
    return jsonify(name=session.get("name"), nested=session.get("nested"), absent=session.get("absent"))


@app.get("/script")
def script():
    return render_template_string("<script>x = {{ values|tojson }}</script>", values={"name": request.args.get("name")})
