from flask import Blueprint, Flask, abort, g, jsonify, make_response, render_template, render_template_string, request, url_for
from werkzeug.exceptions import HTTPException, NotAcceptable, PreconditionFailed, UnsupportedMediaType
from werkzeug.http import dump_header

log = []
app = Flask(__name__)


def wants_json():
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return best == "application/json" and request.accept_mimetypes[best] > request.accept_mimetypes["text/html"]


@app.errorhandler(HTTPException)
def negotiate(error):
    log.append(f"{request.accept_mimetypes.best_match(['application/json', 'text/html'])} {wants_json()}")
    if wants_json():
        return jsonify(code=error.code, error=error.name), error.code
    return render_template_string("<h1>{{ e.code }} {{ e.name }}</h1>{{ e.description|safe }}", e=error), error.code, {"X-Error": error.name}


@app.errorhandler(Exception)
def unhandled(error):
    return negotiate(HTTPException.__call__ if False else __import__("werkzeug").exceptions.InternalServerError(original_exception=error))


@app.get("/")
def index():
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "text/plain"])
    if best is None:
        raise NotAcceptable()
    response = make_response(best)
    response.vary.add("Accept")
    return response


@app.put("/doc")
def put_doc():
    if not request.is_json:
        raise UnsupportedMediaType("json only")
    if "abc" not in request.if_match and not request.if_match.star_tag:
        raise PreconditionFailed()
    return "", 204


@app.get("/doc")
def get_doc():
    response = make_response({"a": 1})
    response.set_etag("abc")
    response.cache_control.max_age = 5
    response.cache_control.private = True
    return response.make_conditional(request)


@app.get("/lang")
def lang():
    return f"{request.accept_languages.best_match(['de', 'en-GB', 'fr'])} {request.accept_languages.best} {list(request.accept_languages.values())}"


@app.get("/zero")
def zero():
    return str(1 // 0)
