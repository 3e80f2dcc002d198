from flask import Flask, request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

log = []
app = Flask(__name__)
app.secret_key = "shared"


@app.get("/token")
def token():
    session["csrf_token"] = "0123456789abcdef0123456789abcdef01234567"
    return generate_csrf()


@app.post("/check")
def check():
    try:
        validate_csrf(request.form.get("csrf_token"))
        return "valid"
    except ValidationError as error:
        log.append(error.args[0])
        return "refused", 400
