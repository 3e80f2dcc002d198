from flask import Flask, Request, Response, jsonify, request
from werkzeug.exceptions import UnprocessableEntity

log = []


class OwnRequest(Request):
    @property
    def user(self):
        return self.headers.get("X-User", "nobody")

    def on_json_loading_failed(self, error):
        log.append(f"json failed {error is not None}")
        raise UnprocessableEntity("broken JSON")


class OwnResponse(Response):
    default_status = 203
    default_mimetype = "text/plain"

    def set_cookie(self, key, value="", **kwargs):
        kwargs.setdefault("samesite", "Strict")
        super().set_cookie(key, value, **kwargs)


app = Flask(__name__)
app.request_class = OwnRequest
app.response_class = OwnResponse


@app.post("/json")
def json():
    return jsonify(request.get_json())


@app.get("/user")
def user():
    return request.user


@app.get("/response")
def response():
    made = app.make_response("made")
    made.set_cookie("a", "1")
    made.set_cookie("b", "2", samesite="Lax")
    return made
