from flask import Flask, copy_current_request_context, current_app, g, has_request_context, request

log = []
app = Flask(__name__)
app.secret_key = "dev"
other = Flask("other")


@app.teardown_appcontext
def teardown(error):
    log.append(f"over, in a request: {has_request_context()}")


@app.get("/copy")
def copy():
    g.user = "ann"

    @copy_current_request_context
    def work():
        return f"{request.path} {g.get('user')}"

    log.append(work())
    return "copied"


@app.get("/again")
def again():
    g.user = "ann"
    with app.test_request_context("/inside"):
        log.append(f"{request.path} {g.get('user')}")
    return "again"


@app.get("/other")
def in_other():
    with other.app_context():
        log.append(f"{current_app.name} {has_request_context()}")
    return "other"


@app.get("/ask")
def ask():
    g.user = "ann"
    log.append(app.test_client().get("/who").text)
    return "asked"


@app.get("/who")
def who():
    return "ann is seen" if g.get("user") else "nobody here"


def transaction(client):
    with client.session_transaction() as session:
        session["user"] = "ann"
