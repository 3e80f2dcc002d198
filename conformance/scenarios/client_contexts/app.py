from flask import Flask, g, request, session

log = []
app = Flask(__name__)
app.secret_key = "client contexts"


@app.route("/", methods=["GET", "POST"])
def index():
    found = g.get("value", "fresh")
    g.value = "of the view"
    session["n"] = session.get("n", 0) + 1
    return f"{found} {session['n']}"


def own_g(client):
    log.append(client.get("/").text)
    log.append(client.get("/").text)


def made_by_hand():
    with app.test_request_context("/?a=1", json={"x": [1]}, method="POST"):
        log.append(f"{request.method} {request.json} {request.is_json} {request.args['a']}")
    with app.test_request_context("/", data={"f": "v", "l": ["1", "2"]}, headers={"X-A": "b"}, query_string={"q": "ä"}):
        log.append(f"{request.form['f']} {request.form.getlist('l')} {request.headers['X-A']} {request.args['q']} {request.content_type}")
    with app.test_request_context("/", base_url="https://example.org:444/root", content_type="text/own", data=b"raw"):
        log.append(f"{request.url} {request.script_root} {request.mimetype} {request.get_data(as_text=True)}")
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "9.9.9.9"}, auth=("u", "p")):
        log.append(f"{request.remote_addr} {request.authorization.username} {request.authorization.type}")
    with app.test_request_context("/nowhere"):
        log.append(f"{request.endpoint} {request.routing_exception.code}")


def several_clients():
    a, b = app.test_client(), app.test_client()
    log.append(a.post("/").text + b.post("/").text + a.get("/").text)


def transaction_details(client):
    with client.session_transaction() as sess:
        sess["n"] = 10
        sess.permanent = True
    log.append(client.get("/").text)
    with client.session_transaction() as sess:
        log.append(f"{sess['n']} {sess.permanent}")
        sess.clear()
    log.append(str(client.get_cookie("session")))
    log.append(client.get("/").text)
    try:
        with client.session_transaction() as sess:
            sess["n"] = 99
            raise ValueError("not saved")
    except ValueError:
        pass
    log.append(client.get("/").text)
