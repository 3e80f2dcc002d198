from flask import Blueprint, Flask, request

log = []
app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


@app.before_request
def before():
    log.append(f"endpoint {request.endpoint}")
    log.append(f"blueprint {request.blueprint}, {len(request.blueprints)}")
    log.append(f"rule {request.url_rule}")
    log.append(f"args {None if request.view_args is None else sorted(request.view_args)}")
    error = request.routing_exception
    log.append(f"error {None if error is None else error.code}")
    log.append(f"form {len(request.form)}")


@app.get("/user/<int:id>")
def user(id):
    return "user"


@bp.get("/page")
def page():
    return "page"


app.register_blueprint(bp)
