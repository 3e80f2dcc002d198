from flask import Flask, url_for
from werkzeug.routing import Map, Rule, Submount, Subdomain, EndpointPrefix, RuleTemplate, RequestRedirect, BuildError
from werkzeug.exceptions import NotFound, MethodNotAllowed
log = []
app = Flask(__name__, static_folder=None)
app.url_map.add(Submount("/foo", [Rule("/bar", endpoint="bar"), Rule("/", endpoint="index")]))
app.url_map.add(EndpointPrefix("pre_", [Rule("/pre/<int:n>", endpoint="n")]))
@app.endpoint("bar")
def bar(): return "bar " + url_for("index")
@app.endpoint("index")
def index(): return "index"
@app.endpoint("pre_n")
def pre_n(n): return f"n {n}"
def setup(app):
    resource = RuleTemplate([Rule("/$name/", endpoint="$name.list"), Rule("/$name/<int:id>", endpoint="$name.show")])
    m = Map([resource(name="user"), Subdomain("kb", [Rule("/browse/", endpoint="kb", build_only=True)]), Rule("/ws", endpoint="ws", websocket=True), Rule("/x", endpoint="x", methods=["POST"])], strict_slashes=True)
    a = m.bind("example.org", "/app", url_scheme="http")
    for path, kw in [("/user/", {}), ("/user", {}), ("/user/3", {}), ("/user/x", {}), ("/ws", {}), ("/ws", {"websocket": True}), ("/x", {}), ("/x", {"method": "POST"}), ("/browse/", {})]:
        try:
            log.append(f"{path} {a.match(path, **kw)[0]}")
        except RequestRedirect as e:
            log.append(f"{path} redirect {e.new_url} {e.code}")
        except MethodNotAllowed as e:
            log.append(f"{path} 405 {sorted(e.valid_methods)}")
        except Exception as e:
            log.append(f"{path} {type(e).__name__}")
    log.append(a.build("user.show", {"id": 3, "q": "a b"}))
    log.append(a.build("kb"))
    log.append(a.build("user.list", force_external=True, url_scheme="https"))
    log.append(a.build("ws"))
    log.append(" ".join(sorted(a.allowed_methods("/x"))))
    log.append(f"{a.test('/user/3')} {a.test('/zzz')} {m.is_endpoint_expecting('user.show', 'id')}")
    log.append(" ".join(r.rule for r in m.iter_rules()))
