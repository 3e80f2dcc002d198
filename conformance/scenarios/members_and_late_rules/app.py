import os
import flask
from flask import Flask, Blueprint, request, current_app, render_template_string, jsonify, json, Response, Request, g, url_for, make_response
from werkzeug.routing import Rule, Submount, EndpointPrefix
log = []
class MyResponse(Response):
    default_mimetype = "text/x-mine"
    default_status = 202
class MyRequest(Request):
    def on_json_loading_failed(self, e):
        if e is None:
            return {"error": "no json here"}
        return {"error": "bad json"}
    @property
    def shouted(self):
        return self.path.upper()
class MyFlask(Flask):
    request_class = MyRequest
    response_class = MyResponse
app = MyFlask(__name__, static_url_path="/assets", static_folder="files/")
app.config["TITLE"] = "T"
app.extensions["x"] = {"n": 1}

app.add_template_filter(lambda s: s[::-1], "reverse_it")
@app.template_filter()
def shorten(s, n=2):
    return s[:n]
@app.template_test()
def short(s):
    return len(s) < 3
@app.template_global()
def double(n):
    return 2 * n
app.add_template_global(lambda: "added", name="added")
app.add_template_test(lambda n: n % 2 == 1, "strange")
app.jinja_env.filters["env"] = lambda s: f"<{s}>"
app.jinja_env.globals["site"] = "the site"

app.url_map.add(Rule("/foo", endpoint="bar"))
app.url_map.add(Rule("/foo2/<int:n>", endpoint="bar2", methods=["POST"]))
app.url_map.add(Submount("/sub", [Rule("/a", endpoint="sub_a"), EndpointPrefix("pre_", [Rule("/b", endpoint="b")])]))
@app.endpoint("bar")
def bar():
    return "bar"
app.view_functions["bar2"] = lambda n: f"bar2 {n}"
app.view_functions["sub_a"] = lambda: request.endpoint
@app.endpoint("pre_b")
def pre_b():
    return request.endpoint

@app.route("/")
def index():
    return render_template_string("{{ 'abc'|reverse_it }} {{ 'abc'|shorten }} {{ 'abc'|shorten(n=1) }} {{ 'ab' is short }} {{ double(4) }} {{ added() }} {{ 3 is strange }} {{ 'x'|env }} {{ site }} {{ config.TITLE }} {{ request.shouted }} {{ session is defined }} {{ g is defined }} {{ current_app is defined }} {{ url_for('index') }}")
@app.route("/json", methods=["POST"])
def js():
    return jsonify(request.get_json())
@app.route("/silent", methods=["POST"])
def silent():
    return jsonify(request.get_json(silent=True))
@app.route("/redirect")
def red():
    return flask.redirect("/foo?x=ü")
@app.route("/static-file")
def sf():
    return app.send_static_file("a.txt")
@app.route("/members")
def members():
    return {
        "has_static": app.has_static_folder, "static_url": app.static_url_path, "static_folder": os.path.basename(app.static_folder),
        "template_folder": app.template_folder, "ext": current_app.extensions["x"]["n"], "max_age": app.get_send_file_max_age("x"),
        "resource": app.open_resource("files/a.txt").read().decode(), "text": app.open_resource("files/a.txt", "r").read(),
        "lifetime": app.permanent_session_lifetime.days, "debug": app.debug, "testing": app.testing, "secret": app.secret_key,
        "rules": sorted(str(r) for r in app.url_map.iter_rules()), "expecting": [app.url_map.is_endpoint_expecting("bar2", "n"), app.url_map.is_endpoint_expecting("bar2", "m")],
        "dumps": json.dumps({"b": 1, "a": [1.5, None, "ü"]}), "loads": json.loads('{"a": 1}'), "pretty": app.json.dumps({"x": [1, 2]}, indent=1), "provider": [app.json.ensure_ascii, app.json.sort_keys, app.json.compact, app.json.mimetype],
        "names": sorted(app.make_shell_context()), "max": app.config["MAX_COOKIE_SIZE"], "methods": sorted(app.url_map._rules_by_endpoint["bar2"][0].methods) if False else sorted(next(app.url_map.iter_rules("bar2")).methods),
    }
@app.route("/made")
def made():
    return make_response("x")
@app.route("/plain")
def plain():
    return "x", 200
