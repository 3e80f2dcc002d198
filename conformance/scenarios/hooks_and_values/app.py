from flask import Flask, abort, g, request

log = []
app = Flask(__name__)
ITEMS = {3: "three"}


@app.url_value_preprocessor
def load_item(endpoint, values):
    if values and "id" in values:
        g.item = ITEMS.get(values.pop("id"))


@app.before_request
def must_exist():
    log.append(f"{request.method} {request.endpoint} {request.view_args}".replace("'", '"'))
    if "item" in g and g.item is None:
        abort(404)


@app.after_request
def mark(response):
    response.headers["X-Status"] = str(response.status_code)
    return response


@app.get("/item/<int:id>")
def show():
    return g.item


@app.delete("/item/<int:id>")
def delete():
    return f"deleted {g.item}"


@app.get("/item/")
def items():
    return ",".join(ITEMS.values())


@app.get("/optional", defaults={"name": None})
@app.get("/optional/<name>")
def optional(name):
    return f"{name}"


class MethodOverride:
    def __init__(self, inner):
        self.inner = inner

    def __call__(self, environ, start_response):
        if "_method=" in environ["QUERY_STRING"]:
            environ["REQUEST_METHOD"] = environ["QUERY_STRING"].split("_method=")[1]
        return self.inner(environ, start_response)


app.wsgi_app = MethodOverride(app.wsgi_app)
