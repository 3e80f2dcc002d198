from flask import Flask, render_template, render_template_string
from markupsafe import Markup, escape

log = []
app = Flask(__name__)


class Html:
    def __html__(self):
        return "<i>html</i>"


@app.get("/file/<name>")
def file(name):
    return render_template(name, value="<b>&'\"", markup=Markup("<em>&amp;</em>"), object=Html())


@app.get("/string")
def string():
    return render_template_string("{{ value }} {{ '<' ~ value }} {{ '%s' % value }} {{ ['<', value]|join(',') }}", value="<b>")


@app.get("/json")
def json():
    return render_template_string(
        "<a data-x='{{ value|tojson }}'>{{ value|tojson }}</a>{{ '</script>'|tojson }} {{ [1, none, true]|tojson(indent=2) }}",
        value={"b": "<'&\">", "a": [1.5, "ü"]},
    )


def markup():
    log.append(str(escape("<&'\">")))
    log.append(str(Markup("<b>") + "<"))
    log.append(str(Markup("<b>%s</b>") % "<x>"))
    log.append(str(Markup(", ").join(["<a>", Markup("<b>")])))
    log.append(Markup("<b>a &lt; b</b>").striptags())
    log.append(Markup("&lt;b&gt;").unescape())
    log.append(str(Markup.escape("<")))
    log.append(str(escape(Html())))
