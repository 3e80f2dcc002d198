from functools import wraps
from flask import Flask, abort, jsonify, render_template, request, url_for
from flask.views import MethodView, View

app = Flask(__name__)
log = []


class Query:
    def __init__(self, rows):
        self.rows = rows

    def get_or_404(self, id):
        for row in self.rows:
            if row["id"] == id:
                return row
        abort(404, description=f"no {id}")


class User:
    __tablename__ = "user"
    query = Query([{"id": 1, "name": "ann"}, {"id": 2, "name": "bob"}])


class Story:
    __tablename__ = "story"
    query = Query([{"id": 7, "name": "once"}])


class ListView(View):
    def __init__(self, model, template):
        self.model = model
        self.template = template

    def dispatch_request(self):
        return render_template(self.template, items=self.model.query.rows)


app.add_url_rule("/users/", view_func=ListView.as_view("user_list", User, "list.html"))
app.add_url_rule("/stories/", view_func=ListView.as_view("story_list", Story, "list.html"))


class DetailView(View):
    init_every_request = False

    def __init__(self, model):
        self.model = model
        self.template = f"{model.__tablename__}.html"

    def dispatch_request(self, id):
        item = self.model.query.get_or_404(id)
        return render_template([self.template, "detail.html"], item=item)


app.add_url_rule("/users/<int:id>", view_func=DetailView.as_view("user_detail", User))
app.add_url_rule("/stories/<int:id>", view_func=DetailView.as_view("story_detail", Story))


def login_required(f):
    @wraps(f)
    def inner(*args, **kwargs):
        log.append("login_required")
        if request.headers.get("X-User") is None:
            abort(401)
        return f(*args, **kwargs)

    return inner


def counted(f):
    @wraps(f)
    def inner(*args, **kwargs):
        log.append("counted")
        return f(*args, **kwargs)

    return inner


class ItemAPI(MethodView):
    init_every_request = False
    decorators = [counted, login_required]

    def __init__(self, model):
        self.model = model

    def _get_item(self, id):
        return self.model.query.get_or_404(id)

    def get(self, id):
        return jsonify(self._get_item(id))

    def patch(self, id):
        item = self._get_item(id)
        errors = [k for k in request.json if k not in item]
        if errors:
            return jsonify(errors), 400
        item.update(request.json)
        return jsonify(item)

    def delete(self, id):
        self.model.query.rows.remove(self._get_item(id))
        return "", 204


class GroupAPI(MethodView):
    init_every_request = False

    def __init__(self, model):
        self.model = model

    def get(self):
        return jsonify([item["id"] for item in self.model.query.rows])

    def post(self):
        item = {"id": len(self.model.query.rows) + 10, **request.json}
        self.model.query.rows.append(item)
        return item, 201, {"Location": url_for(f"{self.model.__tablename__}-item", id=item["id"])}


def register_api(app, model, name):
    item = ItemAPI.as_view(f"{name}-item", model)
    group = GroupAPI.as_view(f"{name}-group", model)
    app.add_url_rule(f"/api/{name}/<int:id>", view_func=item)
    app.add_url_rule(f"/api/{name}/", view_func=group)


register_api(app, User, "user")
register_api(app, Story, "story")


class Base(View):
    methods = ["GET"]

    def dispatch_request(self, **kwargs):
        log.append(type(self).__name__)
        return self.answer(**kwargs)


class Hello(Base):
    def answer(self, name="you"):
        return f"hello {name}"


class Posting(Base):
    methods = ["POST", "GET"]

    def answer(self):
        return request.method


hello = Hello.as_view("hello")
app.add_url_rule("/hi", view_func=hello)
app.add_url_rule("/hi/<name>", view_func=hello)
app.add_url_rule("/hi-post", view_func=hello, endpoint="hi_post", methods=["POST"])
app.add_url_rule("/posting", view_func=Posting.as_view("posting"))
