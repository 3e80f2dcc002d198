from flask import Flask, Blueprint, request, url_for

log = []
app = Flask(__name__, subdomain_matching=True, static_folder=None)
app.config["SERVER_NAME"] = "example.org"
parent = Blueprint("parent", __name__, subdomain="api", url_prefix="/p")
child = Blueprint("child", __name__, subdomain="v1", url_prefix="/c", static_folder="files")
plain = Blueprint("plain", __name__)
late = Blueprint("late", __name__, subdomain="ignored")
tenant = Blueprint("tenant", __name__, subdomain="<tenant>")


def show(**values):
    return f"{request.endpoint} {sorted(values.items())} {request.blueprints}"


for bp in (parent, child, plain, late, tenant):
    bp.add_url_rule("/x", "x", show)
child.add_url_rule("/own", "own", show, subdomain="own")
late.add_url_rule("/default", "default", show, defaults={"tenant": "none"})


@parent.before_request
def parent_before():
    log.append(f"parent {request.endpoint}")


@child.before_request
def child_before():
    log.append(f"child {request.endpoint}")


child.register_blueprint(plain)
parent.register_blueprint(child)
parent.register_blueprint(late, subdomain="given")
app.register_blueprint(parent)
app.register_blueprint(child, name="again", subdomain="other", url_prefix="/again")
app.register_blueprint(tenant)


@app.get("/x")
def x():
    return f"app {request.host}"


@app.get("/urls")
def urls():
    return " ".join(
        [
            url_for("parent.x"),
            url_for("parent.child.x"),
            url_for("parent.child.own"),
            url_for("parent.child.plain.x"),
            url_for("parent.late.x"),
            url_for("again.x"),
            url_for("again.plain.x"),
            url_for("tenant.x", tenant="bob"),
            url_for("parent.child.static", filename="a.txt"),
        ]
    )


def rules():
    for rule in app.url_map.iter_rules():
        log.append(f"{rule.endpoint} {rule.subdomain} {rule.rule}")
