from flask import Flask, request

log = []
app = Flask(__name__)


@app.before_request
def before():
    log.append(f"before {request.method}")


@app.after_request
def after(response):
    log.append("after")
    return response


@app.route("/")
def index():
    log.append("view")
    return "index"


@app.delete("/things")
def remove():
    return "removed"


@app.put("/things", endpoint="own.name".replace(".", "_"))
def put():
    return f"put by {request.endpoint}"


@app.patch("/things")
def patch():
    return "patched"


@app.route("/own-options", methods=["get", "options"])
def own_options():
    return "own", 200, {"X-Own": request.method}


@app.route("/no-options", provide_automatic_options=False)
def no_options():
    return "none"


def attribute():
    return request.method


attribute.methods = ["GET"]
attribute.required_methods = ["DELETE"]
app.add_url_rule("/attribute", view_func=attribute)

app.add_url_rule("/later", endpoint="later")


@app.endpoint("later")
def later_view():
    return "later"


@app.route("/one")
@app.route("/two", endpoint="second")
def both():
    return request.endpoint


app.add_url_rule("/no-view", endpoint="nobody")
