const ALPHABET_ONLY = /^[A-Za-z0-9+/_-]*$/;
const URL_SAFE = new Set(
  Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_", "latin1"),
);
const STANDARD = new Set(
  Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "latin1"),
);
const PAD = 61;

/**
 * Reads base64 as Python's `base64.urlsafe_b64decode` does: other characters are skipped, padding ends it.
 * Text holds one byte a character (latin1). Returns null for what Python calls wrong padding.
 */
export function decode_url_safe(text: string): Buffer | null {
  if (ALPHABET_ONLY.test(text) && text.length % 4 === 0) return Buffer.from(text, "base64");
  return decode_leniently(text, URL_SAFE);
}

/** The same for `base64.b64decode`, to which `-` and `_` are strange characters. */
export function decode_standard(text: string): Buffer | null {
  return decode_leniently(text, STANDARD);
}

/** binascii.a2b_base64 without strict mode; Node's decoder stops at the first `=` and never complains. */
function decode_leniently(text: string, alphabet: ReadonlySet<number>): Buffer | null {
  let data = "";
  let pads = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === PAD) {
      const place = data.length % 4;
      if (place >= 2 && place + ++pads >= 4) return Buffer.from(data, "base64");
    } else if (alphabet.has(code)) {
      data += text[at];
      pads = 0;
    }
  }
  return data.length % 4 === 0 ? Buffer.from(data, "base64") : null;
}
