"""Answers one JSON line per question about what Flask, itsdangerous and Python's json do."""

import base64
import datetime
import hashlib
import json
import math
import random
import struct
import sys
import uuid
from unittest.mock import patch

import itsdangerous
from flask import Flask
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface
from markupsafe import Markup

CLASSES = {
    name: getattr(itsdangerous, name)
    for name in (
        "Signer",
        "TimestampSigner",
        "Serializer",
        "TimedSerializer",
        "URLSafeSerializer",
        "URLSafeTimedSerializer",
    )
}


def describe(value):
    """A value as nested lists that say each type, so that both languages can be compared."""
    if value is None:
        return ["none"]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", repr(value)]
    if isinstance(value, Markup):
        return ["markup", str(value)]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if isinstance(value, uuid.UUID):
        return ["uuid", value.hex]
    if isinstance(value, datetime.datetime):
        return ["datetime", math.floor(value.timestamp())]
    if isinstance(value, tuple):
        return ["tuple", [describe(item) for item in value]]
    if isinstance(value, list):
        return ["list", [describe(item) for item in value]]
    if isinstance(value, dict):
        return ["dict", [[key, describe(value[key])] for key in sorted(value)]]
    raise TypeError(type(value))


TEXT = "aZ09 _\"\\/\b\n\t\x00\x7f\x80é☃\u2028\uffff😀<>&'.-"
KEYS = ["a", "b", "user_id", "_permanent", " t", " d", " di", " x", " t__", "10", "2", "é", "\uffff", "😀", "__proto__",
        "get", "constructor", ""]


def random_text(rng, longest=12):
    return "".join(rng.choice(TEXT) for _ in range(rng.randrange(longest)))


def random_float(rng):
    pick = rng.randrange(6)
    if pick == 0:
        return float(rng.randrange(-100, 100))
    if pick == 1:
        return rng.random() * 10 ** rng.randrange(-20, 25)
    if pick == 2:
        return rng.choice([1e16, 1e-07, 1e22, 0.1, -0.0, 5e-324, 1.7976931348623157e308, 1e15, 123456789012345680.0])
    if pick == 3:
        return rng.choice([float("inf"), float("-inf")])
    return struct.unpack(">d", rng.randbytes(8))[0]


def random_int(rng):
    pick = rng.randrange(4)
    if pick == 0:
        return rng.choice([2**53, 2**53 - 1, -(2**53), 2**63, 10**30, -1, 0])
    if pick == 1:
        return rng.randrange(-(2**80), 2**80)
    return rng.randrange(-1000, 1000)


def random_value(rng, depth):
    pick = rng.randrange(14 if depth > 0 else 10)
    if pick == 0:
        return None
    if pick == 1:
        return rng.random() < 0.5
    if pick == 2:
        return random_int(rng)
    if pick == 3:
        value = random_float(rng)
        return 0.5 if value != value else value
    if pick in (4, 5):
        return random_text(rng)
    if pick == 6:
        return rng.randbytes(rng.randrange(9))
    if pick == 7:
        return Markup(random_text(rng))
    if pick == 8:
        return uuid.UUID(int=rng.getrandbits(128))
    if pick == 9:
        # Python itself reads a year below 100 as one of the last century.
        seconds = rng.randrange(-59_000_000_000, 253_402_300_799)
        return datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    items = [random_value(rng, depth - 1) for _ in range(rng.randrange(4))]
    if pick == 10:
        return tuple(items)
    if pick == 11:
        return items
    return {rng.choice(KEYS) if rng.random() < 0.7 else random_text(rng): item for item in items}


def random_session(rng):
    return {rng.choice(KEYS) if rng.random() < 0.7 else random_text(rng): random_value(rng, 3)
            for _ in range(rng.randrange(1, 5))}


def session_app(key, fallbacks=None):
    app = Flask("oracle")
    app.secret_key = key
    app.config["SECRET_KEY_FALLBACKS"] = fallbacks
    return app


def signing(app):
    return SecureCookieSessionInterface().get_signing_serializer(app)


def make_sessions(question):
    """Random sessions as Flask writes them, with what they hold."""
    rng = random.Random(question["seed"])
    app = session_app(question["key"])
    serializer = signing(app)
    answers = []
    with app.app_context():
        for _ in range(question["count"]):
            session = random_session(rng)
            answers.append([serializer.dumps(session), describe(session), TaggedJSONSerializer().dumps(session)])
    return answers


def read_sessions(question):
    """What Flask makes of cookies: their content and the JSON it would write, or the class of the error."""
    app = session_app(question["key"], question.get("fallbacks"))
    serializer = signing(app)
    answers = []
    with app.app_context():
        for cookie in question["cookies"]:
            try:
                value = serializer.loads(cookie, max_age=31 * 86400)
                answers.append([describe(value), TaggedJSONSerializer().dumps(value)])
            except itsdangerous.BadData as error:
                answers.append([type(error).__name__, str(error)])
    return answers


def make_signer(spec):
    keys = [base64.b64decode(key) for key in spec["keys"]]
    options = {"key_derivation": spec["key_derivation"], "digest_method": getattr(hashlib, spec["digest"])}
    cls = CLASSES[spec["cls"]]
    if issubclass(cls, itsdangerous.Signer):
        return cls(keys, salt=spec["salt"], **options)
    return cls(keys, salt=spec["salt"], signer_kwargs=options)


def sign_tokens(question):
    answers = []
    for spec in question["specs"]:
        maker = make_signer(spec)
        signed = maker.sign(spec["value"]) if isinstance(maker, itsdangerous.Signer) else maker.dumps(spec["value"])
        answers.append(signed.decode("utf-8") if isinstance(signed, bytes) else signed)
    return answers


def verify_tokens(question):
    answers = []
    for spec in question["specs"]:
        maker = make_signer(spec)
        try:
            if isinstance(maker, itsdangerous.Signer):
                answers.append([True, maker.unsign(spec["token"]).decode("utf-8")])
            else:
                answers.append([True, maker.loads(spec["token"])])
        except itsdangerous.BadData as error:
            answers.append([False, type(error).__name__, str(error)])
    return answers


def text_or_bytes(value):
    """["text", …] or ["bytes", base64] as JSON carries it, a list of such, or null."""
    if value is None or isinstance(value, str):
        return value
    if value[0] in ("text", "bytes"):
        return value[1] if value[0] == "text" else base64.b64decode(value[1])
    return [text_or_bytes(item) for item in value]


def signer_options(options):
    read = dict(options)
    if "digest_method" in read:
        read["digest_method"] = getattr(hashlib, read["digest_method"])
    if "sep" in read:
        read["sep"] = text_or_bytes(read["sep"])
    return read


def fallback_of(fallback):
    signer, options = fallback
    if signer is None:
        return signer_options(options)
    return CLASSES[signer] if options is None else (CLASSES[signer], signer_options(options))


def make_serializer(spec):
    options = {"salt": text_or_bytes(spec["salt"]), "signer_kwargs": signer_options(spec["signer_kwargs"])}
    if spec["fallbacks"] is not None:
        options["fallback_signers"] = [fallback_of(fallback) for fallback in spec["fallbacks"]]
    return CLASSES[spec["cls"]](text_or_bytes(spec["keys"]), **options)


def bytes_or_none(value):
    return None if value is None else base64.b64encode(value).decode("ascii")


def outcome(work):
    try:
        return work()
    except itsdangerous.BadPayload as error:
        return [type(error).__name__]
    except itsdangerous.BadData as error:
        signed = getattr(error, "date_signed", None)
        payload = bytes_or_none(getattr(error, "payload", None))
        return [type(error).__name__, str(error), payload, None if signed is None else int(signed.timestamp())]


def examine_token(serializer, spec, token):
    options, stamped = {}, {}
    if "Timed" in spec["cls"]:
        options = {"max_age": spec["max_age"]}
        stamped = {"return_timestamp": True}

    def load():
        value = serializer.loads(token, **options, **stamped)
        return ["value", value[0], int(value[1].timestamp())] if stamped else ["value", value]

    return [outcome(load), outcome(lambda: list(serializer.loads_unsafe(token, **options)))]


def examine_tokens(question):
    """What a serializer writes at `now`, and makes of each token at `later`."""
    answers = []
    for spec in question["specs"]:
        serializer = make_serializer(spec)
        with patch("time.time", lambda: spec["now"]):
            written = serializer.dumps(spec["value"])
        with patch("time.time", lambda: spec["later"]):
            read = [examine_token(serializer, spec, text_or_bytes(token)) for token in spec["tokens"]]
        answers.append([written, read])
    return answers


def read_json(question):
    answers = []
    for text in question["texts"]:
        try:
            answers.append([True, describe(json.loads(text))])
        except json.JSONDecodeError as error:
            answers.append([False, str(error), error.pos, error.lineno, error.colno])
    return answers


def write_json(question):
    """Texts read and written again with the given options."""
    return [json.dumps(json.loads(text), **question["options"]) for text in question["texts"]]


def base64_or_none(value):
    try:
        return itsdangerous.base64_decode(value).hex()
    except itsdangerous.BadData:
        return None


def decode_base64(question):
    return [[base64_or_none(text), base64_or_none(text.encode("latin1"))] for text in question["texts"]]


def pack_payloads(question):
    serializer = itsdangerous.URLSafeSerializer("key")
    return [serializer.dump_payload(text).decode("ascii") for text in question["texts"]]


QUESTIONS = [examine_tokens, pack_payloads, make_sessions, read_sessions, sign_tokens, verify_tokens, read_json, write_json, decode_base64]

if __name__ == "__main__":
    table = {function.__name__: function for function in QUESTIONS}
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(table[asked["ask"]](asked)))
