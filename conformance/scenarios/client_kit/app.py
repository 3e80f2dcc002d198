from flask import Flask, request, session, jsonify, redirect, url_for, g
log = []
app = Flask(__name__)
app.secret_key = "t"
@app.route("/", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
def index(): return jsonify(m=request.method, a=request.args.to_dict(flat=False), f=request.form.to_dict(flat=False), files=sorted(request.files), ct=request.content_type if "multipart" not in (request.content_type or "") else "mp", j=request.get_json(silent=True), host=request.host, ua=request.user_agent.string, x=request.headers.get("X-T"), auth=request.authorization.username if request.authorization else None)
@app.route("/r/<int:code>", methods=["GET", "POST", "PUT"])
def r(code): return redirect(url_for("index", from_=code), code)
@app.route("/chain/<int:n>")
def chain(n):
    session[f"n{n}"] = n
    return redirect(url_for("chain", n=n - 1) if n else "/")
@app.route("/ext")
def ext(): return redirect("http://else.test/")
@app.route("/loop")
def loop(): return redirect("/loop")
@app.route("/sess")
def sess(): return jsonify(dict(session))
@app.route("/rel/a")
def rel(): return redirect("b?x=1")
@app.route("/rel/b")
def relb(): return "rel b " + request.query_string.decode()
def kit(client):
    out = []
    rv = client.post("/?q=1", data={"a": ["1", "2"], "b": "x"})
    out.append(rv.json)
    rv = client.put("/", json={"k": [1]}, headers={"X-T": "h"}, query_string={"p": ["1", "2"]}, auth=("u", "p"))
    out.append([rv.status, rv.status_code, rv.is_json, rv.get_json(), rv.mimetype])
    rv = client.get("/chain/2", follow_redirects=True)
    out.append([rv.status_code, rv.request.path, len(rv.history), [h.location for h in rv.history]])
    with client.session_transaction() as s:
        out.append(dict(s))
        s["added"] = {"x": (1, 2)}
        s.pop("n1")
    out.append(client.get("/sess").json)
    client.set_cookie("k", "v w")
    c = client.get_cookie("k")
    out.append([c.key, c.value, c.decoded_value if False else "", client.get_cookie("zz") is None])
    client.delete_cookie("k")
    out.append(client.get_cookie("k") is None)
    with client:
        client.get("/sess")
        out.append([session["added"]["x"][0], request.path])
    out.append(client.head("/").text)
    out.append(client.options("/").allow.to_header() != "")
    out.append(client.delete("/", data=b"raw", content_type="text/x").json["ct"])
    for p in ("/ext", "/loop"):
        try:
            client.get(p, follow_redirects=True)
            out.append("fine")
        except Exception as e:
            out.append("error")
    try:
        with app.test_client(use_cookies=False).session_transaction() as s:
            pass
    except TypeError:
        out.append("TypeError")
    return out
