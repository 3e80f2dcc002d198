import hashlib

from flask import Flask
from itsdangerous import BadSignature, Signer, base64_decode, base64_encode, want_bytes
from itsdangerous.exc import BadData
from itsdangerous.signer import HMACAlgorithm, NoneAlgorithm

log = []
app = Flask(__name__)


def text(value):
    return value.decode("latin-1")


def signing():
    signer = Signer("secret")
    signed = signer.sign("value")
    log.append(text(signed))
    log.append(f"{text(signer.unsign(signed))} {signer.validate(signed)} {signer.validate(signed + b'x')}")
    log.append(f"{signer.verify_signature(b'value', signed.rsplit(b'.', 1)[1])} {signer.verify_signature(b'value', b'!')}")
    log.append(text(signer.get_signature("value")))
    log.append(signer.derive_key().hex())
    log.append(text(signer.sign(b"\x00\xff.\x80")))
    log.append(signer.unsign(signer.sign(b"\x00\xff.\x80")).hex())
    log.append(text(signer.unsign(signer.sign("a.b.c"))))


def options():
    for derivation in ("concat", "django-concat", "hmac", "none"):
        log.append(text(Signer("secret", salt="salt", key_derivation=derivation).sign("value")))
    for digest in (hashlib.sha256, hashlib.sha512):
        log.append(text(Signer("secret", digest_method=digest).sign("value")))
    log.append(text(Signer("secret", sep="#").sign("value")))
    log.append(text(Signer("secret", salt=None).sign("value")))
    log.append(text(Signer(b"\x00\xff", salt=b"\x01").sign("ü")))
    for separator in ("a", "-", "_", "=", "9"):
        try:
            Signer("secret", sep=separator)
            log.append(f"{separator}: fine")
        except ValueError:
            log.append(f"{separator}: error")
    try:
        Signer("secret", key_derivation="other").sign("x")
        log.append("other derivation: fine")
    except TypeError:
        log.append("other derivation: error")


def rotation():
    old = Signer("old")
    both = Signer(["old", "new"])
    log.append(f"{text(both.secret_key)} {text(both.unsign(old.sign('x')))} {both.sign('x') == Signer('new').sign('x')}")
    log.append(f"{old.validate(both.sign('x'))} {Signer('new').validate(both.sign('x'))}")


def failures():
    signer = Signer("secret")
    for value in (b"no separator", b"value.bad", signer.sign("value").replace(b"value", b"other"), b".", b""):
        try:
            signer.unsign(value)
        except BadSignature as error:
            log.append("none" if error.payload is None else text(error.payload))


def algorithms():
    log.append(text(Signer("secret", algorithm=NoneAlgorithm()).sign("value")))
    log.append(text(Signer("secret", algorithm=HMACAlgorithm(hashlib.sha256)).sign("value")))
    log.append(text(base64_encode(HMACAlgorithm().get_signature(b"key", b"value"))))


def encodings():
    for value in ("a", "ab", "abc", "ü\xff"):
        log.append(f"{text(base64_encode(value))} {base64_decode(base64_encode(value)).hex()}")
    for value in ("YQ", "YQ==", "Y!Q", "-_-_", "+/+/", "YWI=YWI"):
        try:
            log.append(f"{value}: {base64_decode(value).hex()}")
        except BadData:
            log.append(f"{value}: bad")
    try:
        base64_decode("a")
    except BadData:
        log.append("one character holds no byte")
    log.append(f"{want_bytes('ü').hex()} {want_bytes(bytes([0, 255])).hex()}")
