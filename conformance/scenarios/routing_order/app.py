from flask import Flask, request

log = []
app = Flask(__name__)


def show(**values):
    return f"{request.url_rule.rule} " + " ".join(f"{name}={value}" for name, value in sorted(values.items()))


for rule in (
    "/<path:rest>",
    "/<name>",
    "/<float:number>",
    "/<name>.txt",
    "/file-<int:number>",
    "/a/<path:rest>",
    "/a/<name>",
    "/a/<int:number>",
    "/a/b",
    "/a/<path:rest>/edit",
    "/<lang>/<name>/edit",
    "/",
):
    app.add_url_rule(rule, rule, show)

app.add_url_rule("/twice", "first", lambda: "first")
app.add_url_rule("/twice", "second", lambda: "second")
