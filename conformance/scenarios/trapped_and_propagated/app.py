from flask import Blueprint, Flask, abort, request
from werkzeug.exceptions import BadRequest, BadRequestKeyError, Forbidden, HTTPException, NotFound

log = []


def create_app():
    app = Flask(__name__)
    bp = Blueprint("bp", __name__, url_prefix="/bp")

    @app.get("/key")
    @bp.get("/key")
    def key():
        return request.args["k"]

    @app.get("/bad")
    def bad():
        abort(400, "bad")

    @app.get("/forbidden")
    def forbidden():
        abort(403)

    @app.get("/plain")
    def plain():
        raise ValueError("plain")

    @bp.errorhandler(400)
    def bp_bad(error):
        return f"bp {type(error).__name__}", 400

    @app.errorhandler(Forbidden)
    def on_forbidden(error):
        return "handled 403", 403

    @app.errorhandler(500)
    def on_500(error):
        return f"500 {error.original_exception}", 500

    @app.teardown_request
    def teardown(error):
        log.append(f"teardown {type(error).__name__ if error else None}")

    app.register_blueprint(bp)
    return app


def ask(**config):
    app = create_app()
    app.config.update(config)
    client = app.test_client()
    log.append(str(sorted(config.items())))
    for path in ("/key", "/bp/key", "/bad", "/forbidden", "/plain", "/nothing"):
        try:
            response = client.get(path)
            log.append(f"{path} {response.status_code} {'KeyError' in response.text} {response.text[:12]!r}")
        except HTTPException as error:
            log.append(f"{path} raised {type(error).__name__} {error.code}")
        except ValueError as error:
            log.append(f"{path} raised ValueError {error}")


def all_of_them():
    ask()
    ask(TESTING=True)
    ask(DEBUG=True)
    ask(DEBUG=True, TRAP_BAD_REQUEST_ERRORS=False)
    ask(TRAP_BAD_REQUEST_ERRORS=True)
    ask(TRAP_HTTP_EXCEPTIONS=True)
    ask(TRAP_HTTP_EXCEPTIONS=True, PROPAGATE_EXCEPTIONS=True)
    ask(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    ask(DEBUG=True, TRAP_HTTP_EXCEPTIONS=True, PROPAGATE_EXCEPTIONS=False)


app = create_app()
