from flask import Flask, session
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from flask.json.tag import TaggedJSONSerializer
import hashlib

log = []
app = Flask(__name__)
app.secret_key = "first"


@app.get("/set")
def set_():
    session["user"] = "ann"
    return "set"


@app.get("/show")
def show():
    return session.get("user", "nobody")


@app.get("/touch")
def touch():
    session["touched"] = True
    return "touched"


def future(client):
    class FutureSigner(TimestampSigner):
        def get_timestamp(self):
            return super().get_timestamp() + 1000

    serializer = URLSafeTimedSerializer(
        "first",
        salt="cookie-session",
        serializer=TaggedJSONSerializer(),
        signer=FutureSigner,
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
    )
    client.set_cookie("session", serializer.dumps({"user": "from the future"}))


def rotate():
    app.secret_key = "second"
    app.config["SECRET_KEY_FALLBACKS"] = ["first", "zeroth"]


def forget_old_key():
    app.config["SECRET_KEY_FALLBACKS"] = None


def change_key():
    app.secret_key = "third"


def bytes_key():
    app.secret_key = b"\x00\xffkey"
