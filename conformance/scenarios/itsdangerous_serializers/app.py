import hashlib
import io

from flask import Flask
from itsdangerous import (
    BadData,
    BadHeader,
    BadPayload,
    BadSignature,
    BadTimeSignature,
    Serializer,
    SignatureExpired,
    Signer,
    URLSafeSerializer,
)

log = []
app = Flask(__name__)


def dumping():
    serializer = Serializer("secret")
    log.append(serializer.dumps({"b": [1, None, True], "a": "ü"}))
    log.append(serializer.dumps("x", salt="other"))
    log.append(str(serializer.loads(serializer.dumps([1, "a"]))[1]))
    log.append(Serializer("secret", salt="own", signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}).dumps([1]))
    log.append(Serializer("secret", serializer_kwargs={"separators": (",", ":")}).dumps({"a": [1, 2]}))
    file = io.StringIO()
    serializer.dump([1], file)
    file.seek(0)
    log.append(str(serializer.load(file)[0]))


def url_safe():
    serializer = URLSafeSerializer("secret")
    log.append(serializer.dumps({"b": 1, "a": "ü<>&"}))
    log.append(str(serializer.loads(serializer.dumps({"x": [1.5]}))["x"][0]))
    long = serializer.dumps("x" * 200)
    log.append(f"{long[0]} {len(serializer.loads(long))}")


def fallbacks():
    token = Serializer("secret", signer_kwargs={"digest_method": hashlib.sha512}).dumps([1])
    for label, fallback in (
        ("none", []),
        ("kwargs", [{"digest_method": hashlib.sha512}]),
        ("pair", [(Signer, {"digest_method": hashlib.sha512})]),
    ):
        try:
            log.append(f"{label}: {Serializer('secret', fallback_signers=fallback).loads(token)[0]}")
        except BadSignature:
            log.append(f"{label}: bad")
    serializer = Serializer(["old", "new"], fallback_signers=[{"digest_method": hashlib.sha512}])
    log.append(str(len(list(serializer.iter_unsigners()))))
    log.append(str(serializer.loads(Serializer("old", signer_kwargs={"digest_method": hashlib.sha512}).dumps([7]))[0]))


def unsafe():
    serializer = URLSafeSerializer("secret")
    good = serializer.dumps({"id": 1})
    other = URLSafeSerializer("other").dumps({"id": 2})
    for value in (good, other, "broken", "bm8ganNvbg.bad"):
        valid, payload = serializer.loads_unsafe(value)
        log.append(f"{valid} {'none' if payload is None else payload['id']}")


def payloads():
    signer = Signer("secret", salt="itsdangerous")
    for payload in (b"e2Jyb2tlbg", b".AAAA", b"a", b"bm8ganNvbg", b"/w"):
        try:
            URLSafeSerializer("secret").loads(signer.sign(payload))
        except BadPayload as error:
            log.append(f"{payload.decode()}: {error.original_error is not None}")
    try:
        Serializer("secret").loads(signer.sign(b"{broken"))
    except BadPayload as error:
        log.append(f"plain: {error.original_error is not None}")


def errors():
    for child, parent in (
        (BadSignature, BadData),
        (BadTimeSignature, BadSignature),
        (SignatureExpired, BadTimeSignature),
        (BadHeader, BadSignature),
        (BadPayload, BadData),
        (BadPayload, BadSignature),
    ):
        log.append(f"{child.__name__} is {parent.__name__}: {issubclass(child, parent)}")
    log.append(f"{BadHeader('m', header=b'h').header.decode()} {BadSignature('m', payload=b'p').payload.decode()} {BadData('message')}")
