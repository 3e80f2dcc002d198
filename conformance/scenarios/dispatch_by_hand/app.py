from flask import Flask, make_response, request, session

log = []
app = Flask(__name__)
app.secret_key = "by hand"


@app.before_request
def before():
    log.append(f"before {request.path}")
    return "early" if "early" in request.args else None


@app.after_request
def after(response):
    log.append(f"after {response.status_code}")
    return response


@app.teardown_request
def teardown(error):
    log.append("teardown")


@app.route("/hello/<name>", methods=["GET", "POST"])
def hello(name):
    session["name"] = name
    return f"hello {name}", 201


def steps():
    with app.test_request_context("/hello/ann"):
        log.append(str(app.preprocess_request()))
        value = app.dispatch_request()
        log.append(str(value[1]))
        response = make_response(value)
        response = app.process_response(response)
        log.append(f"{response.status} {response.headers['Set-Cookie'].startswith('session=')}")
    with app.test_request_context("/hello/ann?early=1"):
        log.append(str(app.preprocess_request()))


def whole():
    with app.test_request_context("/hello/bob", method="POST"):
        response = app.full_dispatch_request()
        log.append(f"{response.status} {response.get_data(as_text=True)} {session['name']}")
    with app.test_request_context("/nowhere"):
        log.append(app.full_dispatch_request().status)


def handled():
    statuses = []
    environ = app.test_request_context("/hello/eve").request.environ
    b"".join(app.wsgi_app(environ, lambda status, headers: statuses.append(status)))
    log.append(statuses[0])


def rebound(client):
    app.view_functions["hello"] = lambda name: f"rebound {name}"
    log.append(client.get("/hello/eve").text)
