import pickle
import warnings

import msgspec
from cachelib import SimpleCache
from flask import Flask, session
from flask_session import Session
from flask_session.base import MsgSpecSerializer
from markupsafe import Markup

warnings.simplefilter("ignore")
writes = []


class CountingCache(SimpleCache):
    def set(self, *args, **options):
        writes.append("record")
        return super().set(*args, **options)


app = Flask(__name__)
app.secret_key = "stores"
app.config.update(SESSION_TYPE="cachelib", SESSION_CACHELIB=CountingCache())
Session(app)


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


@app.get("/put")
def put():
    session["value"] = 1
    return str(hasattr(session, "regenerate"))


@app.get("/read")
def read():
    return str(session.get("value"))


@app.get("/refill")
def refill():
    session.clear()
    session["value"] = 2
    return "refilled"


def id_after_clear(client):
    client.get("/put")
    before = client.get_cookie("session").value
    client.get("/refill")
    return "the same" if client.get_cookie("session").value == before else "another"


def method_of_the_session(client):
    return client.get("/put").text


def written_by_reading(client):
    client.get("/put")
    writes.clear()
    client.get("/read")
    return writes


def short_ids():
    short = Flask("short")
    short.config.update(SESSION_TYPE="cachelib", SESSION_CACHELIB=SimpleCache(), SESSION_ID_LENGTH=8)
    return attempt(lambda: Session(short) and "taken")


def other_stores():
    other = Flask("other")
    other.config.update(SESSION_TYPE="cachelib", SESSION_CACHELIB=SimpleCache())
    return attempt(lambda: Session(other) and "taken")


def stored(value, format="msgpack"):
    return attempt(lambda: bool(MsgSpecSerializer(app, format).encode({"value": value})) and "stored")


def opened(record):
    return attempt(lambda: MsgSpecSerializer(app, "msgpack").decode(record).get("value", "nothing"))


def markup_stored():
    return stored(Markup("<b>"))


def nan_stored():
    return stored(float("nan"), "json")


def pickle_opened():
    return opened(pickle.dumps({"value": 1}, protocol=4))


def keys_of_numbers_opened():
    return opened(msgspec.msgpack.encode({1: "one", "value": 1}))
