from flask import Blueprint, Flask, current_app, g, request, url_for

log = []
app = Flask(__name__, subdomain_matching=False)
bp = Blueprint("bp", __name__, url_prefix="/bp")
deep = Blueprint("deep", __name__, url_prefix="/deep")


def facts():
    rule = request.url_rule
    return (
        f"{request.endpoint} {request.blueprint} {request.blueprints} {request.view_args and sorted(request.view_args)} "
        f"{rule.rule if rule else None} {sorted(rule.methods) if rule else None} {type(request.routing_exception).__name__}"
    )


@app.before_request
def before():
    log.append(f"before {facts()}")
    if "rewrite" in request.args:
        request.view_args["id"] = 99
    if "swap" in request.args:
        request.view_args = {"id": 7}
    if "drop" in request.args:
        request.url_rule = None
        request.routing_exception = ValueError("dropped")


@app.after_request
def after(response):
    log.append(f"after {facts()}")
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown {facts()} {url_for('item', id=1)}")


@app.get("/items/<int:id>")
@bp.get("/items/<int:id>")
@deep.get("/items/<int:id>")
def item(id):
    return f"{id} {sorted(request.view_args.items())} {facts()}"


@app.get("/folder/")
def folder():
    return "folder"


@app.errorhandler(404)
def missing(error):
    return f"404 {facts()}", 404


@app.errorhandler(ValueError)
def wrong(error):
    return f"{error} {facts()}", 400


bp.register_blueprint(deep, name="renamed")
app.register_blueprint(bp)
app.register_blueprint(bp, name="second", url_prefix="/second")


def adapters():
    with app.test_request_context("/second/deep/items/5?x=1", method="POST"):
        log.append(facts())
        adapter = app.create_url_adapter(request)
        log.append(f"{adapter.match('/items/3', method='GET')} {adapter.test('/nope')} {sorted(adapter.allowed_methods('/items/3'))}")
        log.append(adapter.build("bp.item", {"id": 4}, force_external=True))
    with app.test_request_context("/folder"):
        log.append(f"{facts()} {request.routing_exception.new_url}")
    with app.test_request_context("/items/abc"):
        log.append(f"{facts()} {request.routing_exception.code}")
    log.append(str(app.create_url_adapter(None)))
    app.config["SERVER_NAME"] = "named.test"
    log.append(app.create_url_adapter(None).build("item", {"id": 1}))
    with app.app_context():
        log.append(url_for("second.renamed.item", id=2))
    app.config["SERVER_NAME"] = None
