from flask import Blueprint, Flask, abort, current_app, g, got_request_exception, jsonify, request, request_finished
from werkzeug.exceptions import HTTPException, InternalServerError

log = []


class Problems:
    def __init__(self, app=None, **settings):
        self.settings = settings
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("PROBLEMS_PREFIX", "urn:problem:")
        app.extensions["problems"] = self
        app.register_error_handler(HTTPException, self.http)
        app.register_error_handler(Exception, self.unexpected)
        got_request_exception.connect(self.report, app)
        request_finished.connect(self.count, app)
        self.counts = {}

    def http(self, error):
        body = {"type": current_app.config["PROBLEMS_PREFIX"] + error.name.lower().replace(" ", "-"), "status": error.code}
        if error.description != type(error).description:
            body["detail"] = error.description
        response = error.get_response()
        response.set_data(current_app.json.dumps(body))
        response.mimetype = "application/problem+json"
        return response

    def unexpected(self, error):
        log.append(f"unexpected {type(error).__name__} {error}")
        if isinstance(error, PermissionError):
            return self.http(InternalServerError("no permission"))
        raise error

    def report(self, sender, exception, **extra):
        log.append(f"reported {exception} {request.path}")

    def count(self, sender, response, **extra):
        self.counts[response.status_code] = self.counts.get(response.status_code, 0) + 1


problems = Problems()
bp = Blueprint("bp", __name__, url_prefix="/bp")


@bp.errorhandler(404)
def own(error):
    return "the blueprint's own", 404


@bp.get("/missing")
def missing():
    abort(404)


def create_app():
    app = Flask(__name__)
    problems.init_app(app)
    app.register_blueprint(bp)

    @app.get("/fail/<kind>")
    def fail(kind):
        raise {"permission": PermissionError}.get(kind, ValueError)(f"{kind} failed")

    @app.get("/stop/<int:code>")
    def stop(code):
        if code not in app.aborter.mapping:
            code = 404
        abort(code, description=request.args.get("why"))

    @app.get("/counts")
    def counts():
        return {str(code): n for code, n in problems.counts.items()}

    return app
