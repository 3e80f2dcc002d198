from flask import (
    Blueprint,
    Flask,
    before_render_template,
    g,
    render_template,
    render_template_string,
    session,
    template_rendered,
)

log = []
app = Flask(__name__)
app.secret_key = "dev"
bp = Blueprint("bp", __name__, url_prefix="/bp", template_folder="bp_templates")
child = Blueprint("child", __name__, url_prefix="/child")


@before_render_template.connect_via(app)
def before(sender, template, context, **extra):
    log.append(f"before {template.name or 'string'} {'value' in context}")


@template_rendered.connect_via(app)
def rendered(sender, template, context, **extra):
    log.append(f"rendered {template.name or 'string'}")


@app.context_processor
def app_processor():
    log.append("app processor")
    return {"value": "app", "app_value": 1}


@bp.context_processor
def bp_processor():
    log.append("bp processor")
    return {"value": "bp", "bp_value": 2}


@child.context_processor
def child_processor():
    log.append("child processor")
    return {"value": "child", "child_value": 3}


@bp.app_context_processor
def everywhere():
    return {"everywhere": "yes"}


@app.get("/globals")
def globals_():
    g.user = "ann"
    return render_template_string(
        "{{ request.args.q }} {{ g.user }} {{ config.SECRET_KEY }} {{ url_for('globals_', x=1) }} "
        "{{ url_for('static', filename='s.css') }} {{ get_flashed_messages()|length }} {{ g.nothing is defined }}"
    )


@app.get("/session")
def session_():
    session["user"] = "<ann>"
    return render_template_string("{{ session.user }} {{ session['user'] }} {{ session.get('x', 'none') }} {{ 'user' in session }}")


@app.get("/winner")
@bp.get("/winner", endpoint="winner")
@child.get("/winner", endpoint="winner")
def winner():
    return render_template("winner.html") + "|" + render_template("winner.html", value="explicit")


@bp.get("/own")
def own():
    return render_template("own.html")


@bp.get("/shadowed")
def shadowed():
    return render_template("shadowed.html")


bp.register_blueprint(child)
app.register_blueprint(bp)


def reload():
    log.append(str(app.jinja_env.auto_reload))
    app.debug = True
    log.append(str(app.jinja_env.auto_reload))
    app.config["TEMPLATES_AUTO_RELOAD"] = False
    fresh = Flask("fresh")
    fresh.config["TEMPLATES_AUTO_RELOAD"] = True
    log.append(str(fresh.jinja_env.auto_reload))
