from flask import Flask, g, make_response, request, session

log = []
app = Flask(__name__)
app.secret_key = "dev"


@app.get("/set")
def set_():
    response = make_response("set")
    response.set_cookie("a", "1")
    response.set_cookie("b", "2", path="/deep", max_age=60)
    response.set_cookie("gone", "3", max_age=0)
    return response


@app.get("/show")
@app.get("/deep/show", endpoint="deep")
def show():
    g.seen = True
    return f"{sorted(request.cookies.items())} {session.get('user')}"


def jar(client):
    client.get("/set")
    log.append(client.get_cookie("a").value)
    log.append(f"{client.get_cookie('b')} {client.get_cookie('b', path='/deep').max_age} {client.get_cookie('gone')}")
    log.append(client.get("/show").text)
    log.append(client.get("/deep/show").text)
    client.set_cookie("c", "by hand")
    client.delete_cookie("a")
    log.append(client.get("/show").text)
    client.delete_cookie("c")


def paths_and_domains(client):
    client.set_cookie("p", "1", path="/deep")
    client.set_cookie("d", "1", domain="example.org")
    client.set_cookie("s", "1", domain="example.org", origin_only=False)
    log.append(client.get("/show").text)
    log.append(client.get("/deep/show").text)
    log.append(client.get("/show", base_url="http://example.org").text)
    log.append(client.get("/show", base_url="http://sub.example.org").text)
    log.append(client.get("/show", base_url="http://notexample.org").text)


def without_cookies():
    client = app.test_client(use_cookies=False)
    client.get("/set")
    log.append(client.get("/show").text)
    log.append(client.get("/show", headers={"Cookie": "x=1"}).text)
    for name, action in (
        ("get_cookie", lambda: client.get_cookie("a")),
        ("set_cookie", lambda: client.set_cookie("a", "1")),
        ("session_transaction", lambda: client.session_transaction().__enter__()),
    ):
        try:
            action()
            log.append(f"{name}: fine")
        except TypeError:
            log.append(f"{name}: error")


def transaction(client):
    with client.session_transaction() as sess:
        sess["user"] = "ann"
        log.append(f"{len(sess)} {sess.get('nothing')}")
    with client.session_transaction() as sess:
        log.append(sess["user"])
        sess["list"] = [1]
    with client.session_transaction() as sess:
        log.append(str(sess["list"]))


def context_afterwards(client):
    with client:
        client.get("/show?x=1")
        log.append(f"{request.args['x']} {session['user']} {g.seen}")
