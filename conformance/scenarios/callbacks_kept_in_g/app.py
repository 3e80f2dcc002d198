from flask import Flask, after_this_request, g, request

app = Flask(__name__)
log = []


@app.before_request
def detect_user_language():
    language = request.cookies.get("user_lang")
    if language is None:
        language = request.accept_languages.best_match(["de", "en", "fr"], "en")

        @after_this_request
        def remember_language(response):
            log.append(f"remember {language}")
            response.set_cookie("user_lang", language)
            return response

    g.language = language


@app.after_request
def call_after_request_callbacks(response):
    for callback in g.get("after_request_callbacks", ()):
        response = callback(response) or response
    log.append(f"after {response.status_code}")
    return response


def after_request(f):
    if not hasattr(g, "after_request_callbacks"):
        g.after_request_callbacks = []
    g.after_request_callbacks.append(f)
    return f


@app.route("/")
def index():
    @after_request
    def add_header(response):
        response.headers["X-Lang"] = g.language

    return g.language


@app.route("/replace")
def replace():
    @after_this_request
    def other(response):
        return app.make_response((response.get_data(as_text=True) + "!", 201))

    @after_this_request
    def third(response):
        response.headers["X-Length"] = response.content_length
        return response

    return "replaced"


@app.route("/boom")
def boom():
    @after_this_request
    def still(response):
        response.headers["X-Still"] = "here"
        return response

    raise ValueError("boom")


@app.route("/stop")
def stop():
    @after_request
    def vary(response):
        response.vary.add("Accept-Language")
        response.content_language = g.language
        response.cache_control.private = True
        response.cache_control.max_age = 5

    return "", 204
