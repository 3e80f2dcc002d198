from flask import Flask, redirect, request, url_for

log = []
app = Flask(__name__)


@app.get("/s/<text>")
def segment(text):
    return f"{text}|{request.path}|{request.url}"


@app.get("/p/<path:text>")
def path(text):
    return text


@app.get("/straße/")
def street():
    return "street"


@app.get("/build")
def build():
    return "\n".join(
        [
            url_for("segment", text="a b/c?d#e&f=g;h,i:j@k"),
            url_for("path", text="ü/ö ä"),
            url_for("street"),
            url_for("segment", text="100%", q="ä b&c", r=["1", "2"]),
            url_for("street", _anchor="x y"),
        ]
    )


@app.get("/go")
def go():
    return redirect("/straße/ü?q=ö b#ä")
