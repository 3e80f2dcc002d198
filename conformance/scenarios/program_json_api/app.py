from flask import Flask, abort, jsonify, request
from flask.views import MethodView
from werkzeug.exceptions import HTTPException

log = []
app = Flask(__name__)
items = {}


class InvalidItem(Exception):
    def __init__(self, errors):
        super().__init__("invalid item")
        self.errors = errors


def read_item():
    data = request.get_json()
    if not isinstance(data, dict):
        abort(400, "an object is needed")
    errors = {}
    if not isinstance(data.get("name"), str):
        errors["name"] = "is needed"
    if data.get("price", 0) < 0:
        errors["price"] = "is negative"
    if errors:
        raise InvalidItem(errors)
    return {"name": data["name"], "price": data.get("price", 0)}


class Items(MethodView):
    def get(self):
        limit = request.args.get("limit", 10, type=int)
        return jsonify(items=[{"id": id, **item} for id, item in items.items()][:limit], limit=limit)

    def post(self):
        id = len(items) + 1
        items[id] = read_item()
        return items[id], 201, {"Location": f"/items/{id}"}


class Item(MethodView):
    init_every_request = False

    def find(self, id):
        if id not in items:
            abort(404)
        return items[id]

    def get(self, id):
        response = jsonify(self.find(id))
        response.add_etag()
        return response.make_conditional(request)

    def patch(self, id):
        item = self.find(id)
        item.update(request.get_json())
        return item

    def delete(self, id):
        self.find(id)
        del items[id]
        return "", 204


app.add_url_rule("/items/", view_func=Items.as_view("items"))
app.add_url_rule("/items/<int:id>", view_func=Item.as_view("item"))


@app.get("/boom")
def boom():
    raise RuntimeError("boom")


@app.errorhandler(HTTPException)
def http_error(error):
    response = error.get_response()
    response.data = app.json.dumps({"code": error.code, "name": error.name, "description": error.description})
    response.content_type = "application/json"
    return response


@app.errorhandler(InvalidItem)
def invalid(error):
    return jsonify(errors=error.errors), 422


@app.after_request
def cors(response):
    origin = request.headers.get("Origin")
    if origin:
        response.access_control_allow_origin = origin
        response.access_control_allow_methods = ["GET", "PATCH"]
        response.vary.add("Origin")
    return response
