import base64
import struct

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user
from itsdangerous import TimestampSigner, URLSafeSerializer

app = Flask(__name__)
app.config.update(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["", "old"])
login_manager = LoginManager(app)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@login_manager.user_loader
def load_user(id):
    return User(id)


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


@app.get("/session")
def shown():
    return str(session.get("name"))


@app.get("/me")
def me():
    return "nobody" if current_user.is_anonymous else current_user.id


def large_payload():
    signer = URLSafeSerializer("key")
    return attempt(lambda: len(signer.loads(signer.dumps("0" * 17_000_000))))


def half_a_surrogate_pair():
    return attempt(lambda: URLSafeSerializer("key").dumps("\ud800").split(".")[0])


def keys_like_indices():
    return URLSafeSerializer("key").dumps({"b": 1, "10": 2, "9": 3}).split(".")[0]


def far_future():
    signer = TimestampSigner("key")
    time = base64.urlsafe_b64encode(struct.pack(">Q", 2**40)).strip(b"=")
    return attempt(lambda: signer.unsign(super(TimestampSigner, signer).sign(b"value." + time), return_timestamp=True))
