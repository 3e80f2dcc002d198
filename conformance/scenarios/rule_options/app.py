from flask import Blueprint, Flask, request, url_for

log = []
app = Flask(__name__, static_folder=None)
bp = Blueprint("bp", __name__, url_prefix="/bp", url_defaults={"kind": "bp"})


def view(**values):
    return f"{request.method} {request.endpoint} {sorted(values.items())}"


view.methods = ["POST", "put"]
view.required_methods = ["PATCH"]
view.provide_automatic_options = False


def other(**values):
    return f"{request.method} {request.endpoint} {sorted(values.items())}"


other.required_methods = {"LOCK"}


def to_new(adapter, **values):
    return "/new/" + "-".join(f"{k}{v}" for k, v in sorted(values.items())) + "?from=" + adapter.path_info.strip("/")


for owner in (app, bp):
    owner.add_url_rule("/attrs", "attrs", view)
    owner.add_url_rule("/attrs-get", "attrs_get", view, methods=["get"])
    owner.add_url_rule("/other", "other", other, strict_slashes=False)
    owner.add_url_rule("/other/<kind>/", "other", other)
    owner.add_url_rule("/folder/", "folder", other, strict_slashes=False)
    owner.add_url_rule("/old/<int:id>", "old", redirect_to="/new/<id>")
    owner.add_url_rule("/older/<int:id>/<word>", "older", redirect_to=to_new)
    owner.add_url_rule("/alias/<kind>", "other", other, alias=True)
    owner.add_url_rule("/external/<path:rest>", "external", build_only=True)
    owner.add_url_rule("/multi//slash", "multi", other, merge_slashes=False)
    owner.add_url_rule("/noauto", "noauto", other, provide_automatic_options=False)
    owner.add_url_rule("/optioned", "optioned", other, methods=["OPTIONS"])
app.add_url_rule("/auto", "auto", other, methods=["POST"], provide_automatic_options=True)
app.register_blueprint(bp, url_defaults={"extra": 0})
app.register_blueprint(bp, name="empty", url_prefix="/")


@app.get("/urls")
def urls():
    return " ".join(
        url_for(*args, **kwargs)
        for args, kwargs in [
            (("attrs",), {}),
            (("bp.attrs",), {}),
            (("bp.other",), {}),
            (("bp.other",), {"kind": "x"}),
            (("bp.other",), {"kind": "bp", "extra": 0}),
            (("external",), {"rest": "a/b c"}),
            (("bp.external",), {"rest": "x", "kind": "z"}),
            (("empty.folder",), {}),
            (("bp.multi",), {"q": [1, None, "b"]}),
            (("old",), {"id": 4}),
        ]
    )


def rules():
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "auto":
            continue
        log.append(f"{rule.rule} {rule.endpoint} {sorted(rule.methods or ())} {sorted((rule.defaults or {}).items())} {rule.provide_automatic_options}")
