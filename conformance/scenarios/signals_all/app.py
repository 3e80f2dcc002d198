from flask import Flask, render_template_string, request, flash, g
from flask import request_started, request_finished, request_tearing_down, got_request_exception, template_rendered, before_render_template, appcontext_pushed, appcontext_popped, appcontext_tearing_down, message_flashed
log = []
app = Flask(__name__)
app.secret_key = "s"
def rec(name, signal):
    def f(sender, **kw):
        extra = []
        if "response" in kw: extra.append(kw["response"].status_code)
        if "exception" in kw: extra.append(str(kw["exception"]))
        if "exc" in kw: extra.append(str(kw["exc"]))
        if "template" in kw: extra.append(f"{kw['template'].name} {kw['context'].get('x')}")
        if "message" in kw: extra.append(f"{kw['message']} {kw['category']}")
        log.append(f"{name} {' '.join(map(str, extra))}")
    signal.connect(f, app, weak=False)
    return f
for n, s in [("started", request_started), ("finished", request_finished), ("tearing", request_tearing_down), ("exception", got_request_exception), ("rendered", template_rendered), ("before_render", before_render_template), ("pushed", appcontext_pushed), ("popped", appcontext_popped), ("apptearing", appcontext_tearing_down), ("flashed", message_flashed)]:
    rec(n, s)
@app.before_request
def b(): log.append("hook before")
@app.after_request
def a(r): log.append("hook after"); return r
@app.teardown_request
def t(e): log.append("hook teardown")
@app.route("/")
def index():
    flash("hi", "cat")
    return render_template_string("{{ x }}", x=5)
@app.route("/boom")
def boom(): raise ValueError("boom")
@app.route("/handled")
def handled(): raise KeyError("h")
@app.errorhandler(KeyError)
def h(e): return "handled"
def scoped(client):
    got = []
    def f(sender, **kw): got.append("scoped")
    with request_started.connected_to(f, app):
        client.get("/")
    client.get("/")
    def g_(sender, **kw): got.append("other")
    request_started.connect(g_, app)
    client.get("/handled")
    request_started.disconnect(g_, app)
    client.get("/handled")
    def h_(sender, **kw): got.append("any")
    request_started.connect(h_, Flask("someone"))
    client.get("/handled")
    return got
def ctx_only():
    with app.app_context():
        log.append("inside")
