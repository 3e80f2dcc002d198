import os
from datetime import timedelta

from flask import Blueprint, Flask, render_template

log = []
app = Flask(
    __name__,
    static_folder="files",
    static_url_path="/assets",
    template_folder="pages",
    instance_path="/srv/instance",
)
app.config["TITLE"] = "attributes"
for name in ("b", "a"):
    app.register_blueprint(Blueprint(name, __name__))


@app.get("/page")
def page():
    return render_template("page.html")


app.add_url_rule("/swapped", endpoint="swapped")
app.view_functions["swapped"] = lambda: "swapped in"


def attributes():
    log.append(app.name)
    log.append(os.path.basename(app.root_path))
    log.append(os.path.basename(app.static_folder) + " " + app.static_url_path)
    log.append(app.instance_path)
    log.append(f"{app.testing} {app.debug} {app.secret_key}")
    app.testing = True
    app.secret_key = "other"
    app.permanent_session_lifetime = timedelta(minutes=5)
    log.append(f"{app.config['TESTING']} {app.config['SECRET_KEY']}")
    log.append(f"{app.permanent_session_lifetime.total_seconds():.0f}")
    app.config["PERMANENT_SESSION_LIFETIME"] = 42
    log.append(f"{app.permanent_session_lifetime.total_seconds():.0f}")
    app.debug = True
    log.append(f"{app.config['DEBUG']}")
    app.extensions["mail"] = "mail extension"
    log.append(app.extensions["mail"])
    log.append(",".join(blueprint.name for blueprint in app.iter_blueprints()))
    log.append(f"{'page' in app.view_functions} {'nothing' in app.view_functions}")
    try:
        Flask(__name__, instance_path="relative")
    except ValueError:
        log.append("a relative instance path is an error")
