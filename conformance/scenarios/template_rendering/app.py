from flask import (
    Flask,
    get_template_attribute,
    render_template,
    render_template_string,
    request,
    stream_template,
    stream_template_string,
)
from jinja2 import TemplateNotFound, TemplatesNotFound

log = []
app = Flask(__name__)


@app.context_processor
def processor():
    return {"processed": "by the processor"}


@app.get("/page")
def page():
    return render_template("page.html", title="<Title>", user={"name": "ann", "admin": True}, numbers=[1, 2, 3])


@app.get("/first-existing")
def first_existing():
    return render_template(["nothing.html", "child.html", "page.html"], items=[])


@app.get("/string")
def string():
    return render_template_string("{{ value }} {{ request.path }} {{ processed }}", value="<&>")


@app.get("/stream")
def stream():
    return stream_template("child.html", items=["a", "b"])


@app.get("/stream-string")
def stream_string():
    return stream_template_string("{{ request.path }} {% for i in range(3) %}{{ i }}{% endfor %}")


@app.get("/attribute")
def attribute():
    hello = get_template_attribute("macros.html", "hello")
    return hello("world") + str(get_template_attribute("macros.html", "answer"))


@app.get("/imports")
def imports():
    return render_template("imports.html")


@app.get("/missing")
def missing():
    try:
        return render_template("missing.html")
    except TemplateNotFound as error:
        log.append(",".join(error.templates))
        return "not found", 404


@app.get("/none-of-these")
def none_of_these():
    try:
        return render_template(["a.html", "b.html"])
    except TemplatesNotFound as error:
        log.append(",".join(error.templates))
        return "not found", 404


@app.get("/inherited")
def inherited():
    return render_template("child.html", items=["x"])


def in_app_context():
    with app.app_context():
        log.append(render_template_string("{{ processed }} {{ config.TESTING }}"))
    first = app.jinja_env
    log.append(str(app.jinja_env is first))
