from flask import Blueprint, Flask, g, get_template_attribute, render_template, render_template_string, request, session, stream_template, template_rendered, url_for
from jinja2 import DictLoader, StrictUndefined, Template, TemplateNotFound, UndefinedError

log = []
app = Flask(__name__)
app.secret_key = "world"
admin = Blueprint("admin", __name__, url_prefix="/admin", template_folder="admin_templates")
shop = Blueprint("shop", __name__, url_prefix="/shop", template_folder="shop_templates")


@app.context_processor
def site():
    log.append("site processor")
    return {"site": "the site", "who": "app", "double": lambda x: x * 2}


@admin.context_processor
def admin_names():
    return dict(who="admin", user=session.get("user", "nobody"))


@shop.app_context_processor
def shop_names():
    return {"currency": "€", "who": "shop for all"}


@app.template_filter()
def shout(text, mark="!"):
    return text.upper() + mark


@admin.app_template_filter("price")
def price(value):
    return f"{value:.2f}"


@app.template_test("even_number")
def even(n):
    return n % 2 == 0


@app.template_global()
def menu():
    return [("index", url_for("index")), ("admin", url_for("admin.page")), ("here", url_for(request.endpoint, **(request.view_args or {})))]


@app.get("/")
def index():
    return render_template("page.html", n=3)


@admin.get("/")
def page():
    session["user"] = "<root>"
    return render_template("page.html", n=4)


@admin.get("/only")
def only():
    return render_template("admin/only.html", rows=[{"name": "a", "cost": 1.5}, {"name": "b<", "cost": 2}])


@shop.get("/<item>")
def item(item):
    g.item = item
    return render_template(["shop/%s.html" % item, "shop/default.html"], who="explicit")


@shop.get("/stream/<item>")
def streamed(item):
    return stream_template("shop/default.html", item=item)


@app.get("/text")
def text():
    return render_template("mail.txt", name="<ann>"), {"Content-Type": "text/plain"}


@app.get("/missing")
def missing():
    try:
        return render_template("nothing.html")
    except TemplateNotFound as error:
        return f"no {error.name}", 404


@app.get("/includes-missing")
def includes_missing():
    try:
        return render_template_string("{% include 'gone.html' %}")
    except TemplateNotFound as error:
        log.append(str(error.name))
        return render_template_string("{% include ['gone.html', 'part.html'] ignore missing %}|{% include 'gone.html' ignore missing %}|")


@app.get("/object")
def by_object():
    template = app.jinja_env.get_template("part.html")
    return render_template(template, who="given") + render_template([template, "page.html"])


def attributes():
    with app.test_request_context("/admin/"):
        field = get_template_attribute("macros.html", "field")
        log.append(str(field("a", value="<1>")))
        log.append(str(field("b", kind="number")))
        log.append(str(get_template_attribute("macros.html", "VERSION")))
        try:
            get_template_attribute("macros.html", "_private")
        except AttributeError:
            log.append("no such attribute")


def outside():
    with app.app_context():
        log.append(render_template("part.html"))
        log.append(render_template_string("{{ request is defined }} {{ session is defined }} {{ g is defined }} {{ config.DEBUG }} {{ g.get('x', 5) }}"))


app.register_blueprint(admin)
app.register_blueprint(shop)
