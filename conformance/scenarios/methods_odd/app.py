from flask import Flask, request, Response
log = []
app = Flask(__name__, static_folder=None)
@app.before_request
def b():
    log.append(f"{request.method} {request.endpoint} {type(request.routing_exception).__name__}")
@app.get("/a/")
def get_a(): return "get a"
@app.post("/a/")
def post_a(): return "post a"
@app.route("/b", methods=["get", "Report"])
def b_(): return f"b {request.method}"
@app.route("/c", methods=["POST"], provide_automatic_options=False)
def c(): return "c"
@app.route("/d", strict_slashes=False)
def d(): return "d"
@app.route("/e/", strict_slashes=False)
def e(): return "e"
@app.route("/f", methods=["OPTIONS", "GET"])
def f(): return Response(f"f {request.method}", headers={"X-F": "1"})
@app.route("/old", redirect_to="/a/")
def old(): return "never"
@app.route("/old/<int:n>", redirect_to="/new/<n>")
def old_n(n): return "never"
@app.route("/new/<int:n>")
def new(n): return f"new {n}"
app.route("/alias", alias=True, endpoint="d")(d)
@app.delete("/x/<int:n>")
def x_delete(n): return "", 204
@app.patch("/x/<int:n>")
def x_patch(n): return {"n": n}
@app.put("/x/<int:n>")
def x_put(n): return {"n": n}, 201, {"Location": f"/x/{n}"}
def setup(app):
    for f in (lambda: app.route("noslash")(lambda: ""), lambda: app.get("/z", methods=["POST"])(lambda: ""), ):
        try:
            f()
        except Exception as e:
            log.append(str(e))
