import { Flask, session } from "miniflask";
import { TimestampSigner, URLSafeTimedSerializer } from "miniflask/itsdangerous";
import { TaggedJSONSerializer } from "miniflask/sessions";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "first";

app.get("/set", function set() {
  session.user = "ann";
  return "set";
});

app.get("/show", function show() {
  return session.get("user", "nobody");
});

app.get("/touch", function touch() {
  session.touched = true;
  return "touched";
});

export function future(client: FlaskClient) {
  class FutureSigner extends TimestampSigner {
    override get_timestamp() {
      return super.get_timestamp() + 1000;
    }
  }
  const serializer = new URLSafeTimedSerializer("first", {
    salt: "cookie-session",
    serializer: new TaggedJSONSerializer(),
    signer: FutureSigner,
    signer_kwargs: { key_derivation: "hmac", digest_method: "sha1" },
  });
  client.set_cookie("session", String(serializer.dumps({ user: "from the future" })));
}

export function rotate() {
  app.secret_key = "second";
  app.config.SECRET_KEY_FALLBACKS = ["first", "zeroth"];
}

export function forget_old_key() {
  app.config.SECRET_KEY_FALLBACKS = null;
}

export function change_key() {
  app.secret_key = "third";
}

export function bytes_key() {
  app.secret_key = Buffer.from([0, 255, 107, 101, 121]);
}
