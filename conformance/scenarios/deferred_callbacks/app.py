from flask import Flask, request, after_this_request, g, Response, jsonify
app = Flask(__name__)
log = []
@app.before_request
def detect_user_language():
    language = request.cookies.get("user_lang")
    if language is None:
        language = request.accept_languages.best_match(["de", "en", "fr"], "en")
        @after_this_request
        def remember_language(response):
            response.set_cookie("user_lang", language)
            log.append("remember")
            return response
    g.language = language
@app.after_request
def header(response):
    log.append("after")
    response.headers["X-Lang"] = g.language
    response.headers.setdefault("X-Once", "first")
    response.headers.setdefault("X-Once", "second")
    return response
@app.route("/")
def index():
    @after_this_request
    def add(r):
        log.append("view's")
        r.headers.add("X-Multi", "a")
        r.headers.add("X-Multi", "b")
        return r
    return g.language
@app.route("/replace")
def replace():
    @after_this_request
    def rep(r):
        return Response("replaced " + r.get_data(as_text=True), status=202, mimetype="text/plain")
    return "original"
@app.route("/json")
def js():
    @after_this_request
    def a(r):
        data = r.get_json()
        data["lang"] = g.language
        r.set_data(app.json.dumps(data))
        return r
    return {"a": 1}
@app.errorhandler(404)
def nf(e):
    @after_this_request
    def a(r):
        r.headers["X-Missing"] = request.method
        return r
    return "nf", 404
