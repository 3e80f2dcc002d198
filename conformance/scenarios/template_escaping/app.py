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
    log.append(str(Markup.escape("<")))
    log.append(str(escape(Html())))
    log.append(str(escape(Markup("<b>"))))
    with app.app_context():
        for source in (
            "{{ bold + '<' }}",
            "{{ '<' + bold }}",
            "{{ '<b>%s</b>'|safe % '<x>' }}",
            "{{ '<b>{}</b>'|safe|format }}",
            "{{ (', '|safe).join(['<a>', bold]) }}",
            "{{ bold.striptags() }} {{ '<p>a &lt; b</p>'|striptags }}",
            "{{ bold|upper }} {{ bold * 2 }} {{ bold|length }}",
            "{{ bold ~ '<' }} {{ [bold, '<']|join('&') }}",
        ):
            log.append(render_template_string(source, bold=Markup("<b>")))
