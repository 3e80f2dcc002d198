from flask import Flask, request

log = []
app = Flask(__name__)
app.debug = True


@app.route("/form/", methods=["GET", "POST"])
def form():
    return f"{request.method} {request.form.get('a')}"
