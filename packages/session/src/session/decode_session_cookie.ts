import { base64_decode, bytes_to_int } from "../itsdangerous/encoding.ts";
import { BadPayload } from "../itsdangerous/errors.ts";
import { unpack_url_safe } from "../itsdangerous/url_safe_payload.ts";
import { TaggedJSONSerializer } from "./tagged_json_serializer.ts";

/** A session cookie taken apart. Nothing in it is verified. */
export interface DecodedSessionCookie {
  /** What stands in the cookie, part by part. */
  readonly parts: { readonly payload: string; readonly timestamp: string; readonly signature: string };
  /** The JSON text of the session, which anybody can read. */
  readonly json: string;
  /** The session itself, with tags turned into values. */
  readonly data: unknown;
  readonly compressed: boolean;
  /** When it was signed, in Unix seconds. */
  readonly timestamp: number | bigint;
  readonly date_signed: Date;
  /** The signature's bytes in hexadecimal. */
  readonly signature: string;
}

const serializer = new TaggedJSONSerializer();

/**
 * Takes a session cookie apart without the key, to show that it is signed, not encrypted. Raises BadPayload for
 * text of another shape. Never trust the result: verifying is `SecureCookieSessionInterface.open_session`.
 */
export function decode_session_cookie(cookie: string): DecodedSessionCookie {
  const parts = split_cookie(cookie);
  try {
    const json = unpack_url_safe(Buffer.from(parts.payload, "latin1")).toString("utf8");
    const timestamp = bytes_to_int(base64_decode(parts.timestamp));
    return {
      parts,
      json,
      data: serializer.loads(json),
      compressed: parts.payload.startsWith("."),
      timestamp,
      date_signed: new Date(Number(timestamp) * 1000),
      signature: base64_decode(parts.signature).toString("hex"),
    };
  } catch (original_error) {
    if (original_error instanceof BadPayload) throw original_error;
    throw new BadPayload("this is no session cookie", { original_error });
  }
}

function split_cookie(cookie: string): DecodedSessionCookie["parts"] {
  const signature_dot = cookie.lastIndexOf(".");
  const timestamp_dot = cookie.lastIndexOf(".", signature_dot - 1);
  if (timestamp_dot < 1) throw new BadPayload("a session cookie has three parts with dots between them");
  return {
    payload: cookie.slice(0, timestamp_dot),
    timestamp: cookie.slice(timestamp_dot + 1, signature_dot),
    signature: cookie.slice(signature_dot + 1),
  };
}
