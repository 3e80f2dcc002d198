from flask import Flask, session, url_for
from werkzeug.routing import BaseConverter, ValidationError

log = []
app = Flask(__name__)
app.secret_key = "dev"


class ListConverter(BaseConverter):
    def to_python(self, value):
        return value.split("+")

    def to_url(self, values):
        return "+".join(super(ListConverter, self).to_url(value) for value in values)


class MeConverter(BaseConverter):
    def to_python(self, value):
        if value != "me" or "name" not in session:
            raise ValidationError()
        return session["name"]


class DeepConverter(BaseConverter):
    regex = "[a-z]/[a-z]"
    weight = 300


class RepeatConverter(BaseConverter):
    def __init__(self, map, letter, times=2):
        super().__init__(map)
        self.regex = f"{letter}{{{times}}}"


class WrittenConverter(BaseConverter):
    regex = "[^/]+"


app.url_map.converters["list"] = ListConverter
app.url_map.converters["me"] = MeConverter
app.url_map.converters["deep"] = DeepConverter
app.url_map.converters["repeat"] = RepeatConverter
app.url_map.converters["written"] = WrittenConverter


@app.get("/tags/<list:tags>")
def tags(tags):
    return {"tags": tags}


@app.get("/user/<me:name>")
def user(name):
    return f"you are {name}"


@app.get("/login")
def login():
    session["name"] = "ann"
    return "welcome"


@app.get("/deep/<deep:pair>/end")
def deep(pair):
    return pair


@app.get("/repeat/<repeat('a', times=3):text>")
def repeat(text):
    return text


@app.get("/order/<int:number>/end")
def numbered(number):
    return f"number {number}"


@app.get("/order/<written:text>/end")
def written(text):
    return f"text {text}"


@app.get("/build")
def build():
    return url_for("tags", tags=["x y", "z"])
