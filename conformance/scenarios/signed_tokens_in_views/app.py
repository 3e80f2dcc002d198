import hashlib
from flask import Flask, request, url_for, jsonify, current_app, abort
from itsdangerous import URLSafeTimedSerializer, URLSafeSerializer, TimestampSigner, Signer, BadSignature, SignatureExpired, BadData, BadTimeSignature, Serializer, TimedSerializer, BadPayload
from itsdangerous.encoding import base64_encode, base64_decode
from werkzeug.security import generate_password_hash, check_password_hash
app = Flask(__name__)
app.secret_key = "secret!"
def s(salt="confirm"): return URLSafeTimedSerializer(current_app.secret_key, salt=salt)
@app.route("/make/<email>")
def make(email): return s().dumps(email) + "\n" + URLSafeSerializer("k", salt="unsub").dumps({"id": 4, "n": ["a", None, 1.5, "é"]}) + "\n" + TimestampSigner("k").sign("value").decode() + "\n" + Signer("k", sep="~", key_derivation="hmac", digest_method=hashlib.sha256).sign(b"raw").decode() + "\n" + Serializer(b"k", salt=b"s").dumps([1, {"a": "b"}]) + "\n" + TimedSerializer("k").dumps("t")
@app.route("/check")
def check():
    try:
        v, t = s().loads(request.args["t"], max_age=60, return_timestamp=True)
        return jsonify(v, t.isoformat())
    except SignatureExpired as e:
        return jsonify("expired", str(e), e.date_signed.isoformat(), e.payload.decode()), 410
    except BadTimeSignature as e:
        return jsonify("badtime", str(e)), 400
    except BadSignature as e:
        return jsonify("bad", str(e), e.payload.decode() if e.payload else None), 400
@app.route("/unsafe")
def unsafe():
    u = URLSafeSerializer("k", salt="other")
    t = URLSafeSerializer("k", salt="unsub").dumps([1])
    ok, payload = u.loads_unsafe(t)
    return jsonify(ok, payload, u.loads_unsafe("zzz"), u.loads_unsafe(u.dumps("y")))
@app.route("/signer")
def signer():
    x = Signer(["old", "new"], salt="sa")
    v = x.sign("a.b")
    out = [v.decode(), x.unsign(v).decode(), x.validate(v), x.validate("no"), x.get_signature("q").decode() if isinstance(x.get_signature("q"), bytes) else x.get_signature("q"), Signer("old", salt="sa").validate(v), Signer("new", salt="sa").validate(v), x.unsign(Signer("old", salt="sa").sign("w")).decode(), x.verify_signature(b"a.b", v.rsplit(b".", 1)[1])]
    for bad in ["nosep", "a.b"]:
        try: x.unsign(bad)
        except BadSignature as e: out.append(f"{type(e).__name__}: {e}")
    try: Signer("k", sep="a")
    except ValueError as e: out.append("ValueError")
    out.append(base64_encode("hello?>").decode()); out.append(base64_decode("aGVsbG8_Pg").decode())
    t = TimestampSigner("k")
    out.append(t.unsign(t.sign("z"), max_age=5).decode())
    return jsonify(out)
@app.route("/pw", methods=["POST"])
def pw():
    h = request.form["h"]
    return jsonify(check_password_hash(h, request.form["p"]), check_password_hash(h, "wrong"))
