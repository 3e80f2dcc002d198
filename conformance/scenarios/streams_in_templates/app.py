from flask import (
    Flask,
    Response,
    before_render_template,
    render_template,
    request,
    stream_template,
    stream_template_string,
    stream_with_context,
    template_rendered,
)

log = []
app = Flask(__name__)


@before_render_template.connect_via(app)
def before(sender, template, context, **extra):
    log.append(f"before {template.name}")


@template_rendered.connect_via(app)
def rendered(sender, template, context, **extra):
    log.append(f"rendered {template.name}")


@app.context_processor
def processed():
    return {"processed": "processed"}


@app.after_request
def after(response):
    log.append(f"after {response.is_streamed}")
    return response


def rows(count):
    for number in range(count):
        log.append(f"row {number}")
        yield number


@app.get("/page")
def page():
    return stream_template("page.html", rows=rows(3))


@app.get("/string")
def string():
    return stream_template_string("{% for row in rows %}{{ row }},{% endfor %}{{ request.path }}", rows=rows(2))


@app.get("/response")
def response():
    return Response(stream_with_context(f"{request.path} {n};" for n in range(2)), mimetype="text/csv", headers={"X-S": "1"})


@app.get("/async")
def plain():
    return render_template("page.html", rows=rows(1))


@app.get("/error")
def error():
    return stream_template_string("{{ 1 // 0 }}")
