from flask import Flask
from itsdangerous import (
    BadSignature,
    BadTimeSignature,
    SignatureExpired,
    Signer,
    TimestampSigner,
    TimedSerializer,
    URLSafeTimedSerializer,
)

log = []
app = Flask(__name__)
signer = TimestampSigner("secret")
kept = {}


def seconds(date):
    return "none" if date is None else str(int(date.timestamp()))


def sign_now():
    kept["signed"] = signer.sign("value")
    log.append(kept["signed"].decode())
    value, date = signer.unsign(kept["signed"], return_timestamp=True)
    log.append(f"{value.decode()} {seconds(date)} {signer.get_timestamp()}")


def attempt(label, action):
    try:
        log.append(f"{label}: {action()}")
    except SignatureExpired as error:
        log.append(f"{label}: expired {seconds(error.date_signed)} {error.payload.decode()}")
    except BadTimeSignature as error:
        payload = "none" if error.payload is None else error.payload.decode("latin-1")
        log.append(f"{label}: bad time {seconds(error.date_signed)} {payload}")
    except BadSignature as error:
        log.append(f"{label}: bad {'none' if error.payload is None else error.payload.decode('latin-1')}")


def read():
    signed = kept["signed"]
    attempt("no limit", lambda: signer.unsign(signed).decode())
    attempt("in time", lambda: signer.unsign(signed, max_age=60).decode())
    attempt("too late", lambda: signer.unsign(signed, max_age=59).decode())
    attempt("validate", lambda: f"{signer.validate(signed)} {signer.validate(signed, max_age=1)}")
    attempt("changed", lambda: signer.unsign(signed.replace(b"value", b"other")).decode())
    attempt("cut", lambda: signer.unsign(b"value").decode())

    class Future(TimestampSigner):
        def get_timestamp(self):
            return super().get_timestamp() + 500

    future = Future("secret").sign("value")
    attempt("future", lambda: signer.unsign(future).decode())
    attempt("future with a limit", lambda: signer.unsign(future, max_age=10).decode())


def malformed():
    plain = Signer("secret", salt=TimestampSigner("secret").salt)
    for value in ("no time", "value.!!!!", "value.____________", "value.", "value.AAAAAAAAAAAAAAAAAAAA"):
        signed = plain.sign(value)
        attempt(value, lambda: signer.unsign(signed).decode())


def serializer():
    timed = TimedSerializer("secret", salt="own")
    kept["timed"] = timed.dumps({"id": 1})
    kept["url"] = URLSafeTimedSerializer("secret").dumps({"id": 1}, salt="per call")
    log.append(kept["timed"])
    log.append(kept["url"])


def serializer_later():
    timed = TimedSerializer("secret", salt="own")
    attempt("timed", lambda: timed.loads(kept["timed"])["id"])
    attempt("timed too old", lambda: timed.loads(kept["timed"], max_age=10))
    value, date = URLSafeTimedSerializer("secret").loads(kept["url"], return_timestamp=True, salt="per call")
    log.append(f"{value['id']} {seconds(date)}")
    attempt("other salt", lambda: URLSafeTimedSerializer("secret").loads(kept["url"]))
    keys = URLSafeTimedSerializer(["secret", "newer"])
    attempt("older key, too old", lambda: keys.loads(kept["url"], max_age=1, salt="per call"))
