import { current_app, Flask, jsonify, request } from "miniflask";
import {
  BadSignature,
  BadTimeSignature,
  base64_decode,
  base64_encode,
  Serializer,
  SignatureExpired,
  Signer,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "miniflask/itsdangerous";
import { check_password_hash } from "miniflask/security";
export const app = new Flask(import.meta.url);
app.secret_key = "secret!";
function s(salt = "confirm") {
  return new URLSafeTimedSerializer(current_app.secret_key!, { salt });
}
const iso = (d: Date) => d.toISOString().replace(".000Z", "+00:00");
app.route("/make/<email>")(function make({ email }: { email: string }) {
  return (
    s().dumps(email) +
    "\n" +
    new URLSafeSerializer("k", { salt: "unsub" }).dumps({ id: 4, n: ["a", null, 1.5, "é"] }) +
    "\n" +
    new TimestampSigner("k").sign("value").toString() +
    "\n" +
    new Signer("k", { sep: "~", key_derivation: "hmac", digest_method: "sha256" })
      .sign(Buffer.from("raw"))
      .toString() +
    "\n" +
    new Serializer(Buffer.from("k"), { salt: Buffer.from("s") }).dumps([1, { a: "b" }]) +
    "\n" +
    new TimedSerializer("k").dumps("t")
  );
});
app.route("/check")(function check() {
  try {
    const [v, t] = s().loads(request.args["t"]!, { max_age: 60, return_timestamp: true });
    return jsonify(v, iso(t));
  } catch (e) {
    if (e instanceof SignatureExpired)
      return [jsonify("expired", e.message, iso(e.date_signed!), e.payload!.toString()), 410];
    if (e instanceof BadTimeSignature) return [jsonify("badtime", e.message), 400];
    if (e instanceof BadSignature)
      return [jsonify("bad", e.message, e.payload ? e.payload.toString() : null), 400];
    throw e;
  }
});
app.route("/unsafe")(function unsafe() {
  const u = new URLSafeSerializer("k", { salt: "other" });
  const t = new URLSafeSerializer("k", { salt: "unsub" }).dumps([1]);
  const [ok, payload] = u.loads_unsafe(t);
  return jsonify(ok, payload, u.loads_unsafe("zzz"), u.loads_unsafe(u.dumps("y")));
});
app.route("/signer")(function signer() {
  const x = new Signer(["old", "new"], { salt: "sa" });
  const v = x.sign("a.b");
  const out: unknown[] = [
    v.toString(),
    x.unsign(v).toString(),
    x.validate(v),
    x.validate("no"),
    x.get_signature("q").toString(),
    new Signer("old", { salt: "sa" }).validate(v),
    new Signer("new", { salt: "sa" }).validate(v),
    x.unsign(new Signer("old", { salt: "sa" }).sign("w")).toString(),
    x.verify_signature("a.b", v.toString().split(".").at(-1)!),
  ];
  for (const bad of ["nosep", "a.b"]) {
    try {
      x.unsign(bad);
    } catch (e) {
      out.push(`${(e as Error).name}: ${(e as Error).message}`);
    }
  }
  try {
    new Signer("k", { sep: "a" });
  } catch (e) {
    out.push((e as Error).name.replace("RangeError", "ValueError"));
  }
  out.push(base64_encode("hello?>").toString());
  out.push(base64_decode("aGVsbG8_Pg").toString());
  const t = new TimestampSigner("k");
  out.push(t.unsign(t.sign("z"), { max_age: 5 }).toString());
  return jsonify(out);
});
app.route("/pw", { methods: ["POST"] })(async function pw() {
  const h = request.form["h"]!;
  return jsonify(await check_password_hash(h, request.form["p"]!), await check_password_hash(h, "wrong"));
});
