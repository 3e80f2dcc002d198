from flask import Flask, request
class HTTPMethodOverrideMiddleware:
    allowed_methods = frozenset(["GET","HEAD","POST","DELETE","PUT","PATCH","OPTIONS"])
    bodyless_methods = frozenset(["GET", "HEAD", "OPTIONS", "DELETE"])
    def __init__(self, app): self.app = app
    def __call__(self, environ, start_response):
        method = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "").upper()
        if method in self.allowed_methods:
            environ["REQUEST_METHOD"] = method
        if method in self.bodyless_methods:
            environ["CONTENT_LENGTH"] = "0"
        return self.app(environ, start_response)
app = Flask(__name__)
app.wsgi_app = HTTPMethodOverrideMiddleware(app.wsgi_app)
@app.route("/", methods=["GET", "PUT", "DELETE", "PATCH"])
def index(): return f"{request.method} {request.form.get('a', '-')}"
@app.route("/p", methods=["POST"])
def p(): return "post"
