from flask import Flask, request, url_for
from werkzeug.routing import Rule, Subdomain, Submount

log = []


class OwnRule(Rule):
    def __init__(self, string, **options):
        log.append(f"rule {string}")
        super().__init__(string, **options)


class OwnApp(Flask):
    url_rule_class = OwnRule


app = OwnApp(__name__, static_folder=None)
app.url_map.strict_slashes = False
app.url_map.merge_slashes = False
app.url_map.redirect_defaults = False
app.url_map.sort_parameters = True


@app.get("/folder/")
def folder():
    return f"folder {request.path}"


@app.get("/leaf")
def leaf():
    return f"leaf {request.path}"


@app.get("/a/b")
def ab():
    return "ab"


@app.get("/list", defaults={"page": 1})
@app.get("/list/<int:page>")
def listing(page):
    return f"page {page}"


app.url_map.add(Rule("/by-rule/<int:id>", endpoint="by_rule", methods=["GET"]))
app.url_map.add(Submount("/prefix", [Rule("/x", endpoint="prefixed")]))


@app.endpoint("by_rule")
def by_rule(id):
    return f"rule {id}"


app.view_functions["prefixed"] = lambda: "prefixed"


@app.get("/urls")
def urls():
    return " ".join([url_for("leaf", b=2, a=1, c=0), url_for("listing", page=1), url_for("by_rule", id=2), url_for("prefixed")])


@app.get("/own")
def own():
    return type(request.url_rule).__name__
