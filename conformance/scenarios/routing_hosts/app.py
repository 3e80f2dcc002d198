from flask import Flask, url_for

log = []
app = Flask(__name__, host_matching=True, static_host="static.example.org")


@app.get("/", host="www.example.org")
def www():
    return "www"


@app.get("/", host="<user>.example.org")
def user(user):
    return f"user {user}"


@app.get("/urls", host="www.example.org")
def urls():
    return " ".join([url_for("www"), url_for("user", user="bob"), url_for("static", filename="s.txt")])


def combinations():
    for options in ({"host_matching": True}, {"static_host": "a.b"}, {"host_matching": True, "static_folder": None}):
        try:
            Flask(__name__, **options)
            log.append("fine")
        except AssertionError:
            log.append("error")
