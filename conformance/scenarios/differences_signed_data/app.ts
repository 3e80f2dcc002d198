import { Flask, request, session } from "miniflask";
import { Signer, TimestampSigner, URLSafeSerializer } from "miniflask/itsdangerous";
import { load_user_id } from "miniflask/sessions";

export const app = new Flask(import.meta.url);
app.config.update({ SECRET_KEY: "new", SECRET_KEY_FALLBACKS: ["", "old"] });

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

app.get("/session", function shown() {
  return session.name ?? "None";
});

app.get("/me", function me() {
  return load_user_id(app, session, request) ?? "nobody";
});

export function large_payload() {
  const signer = new URLSafeSerializer("key");
  return attempt(() => (signer.loads(signer.dumps("0".repeat(17_000_000))) as string).length);
}

export function half_a_surrogate_pair() {
  return attempt(() => new URLSafeSerializer("key").dumps("\ud800").toString().split(".")[0]);
}

export function keys_like_indices() {
  return new URLSafeSerializer("key").dumps({ b: 1, 10: 2, 9: 3 }).toString().split(".")[0];
}

export function far_future() {
  const time = Buffer.from((2n ** 40n).toString(16).padStart(16, "0"), "hex").toString("base64url");
  const signed = new Signer("key", { salt: "itsdangerous.Signer" }).sign(`value.${time}`);
  return attempt(() => new TimestampSigner("key").unsign(signed, { return_timestamp: true }));
}
