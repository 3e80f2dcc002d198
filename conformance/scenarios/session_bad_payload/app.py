from flask import Flask, session
from itsdangerous import TimestampSigner

log = []
app = Flask(__name__)
app.secret_key = "dev"


def sign(payload):
    signer = TimestampSigner("dev", salt="cookie-session", key_derivation="hmac")
    return signer.sign(payload).decode()


def list_payload(client):
    client.set_cookie("session", sign(b"WzEsMl0"))


def broken_payload(client):
    client.set_cookie("session", sign(b"e2Jyb2tlbg"))


@app.get("/show")
def show():
    return session.get("user", "nobody")
