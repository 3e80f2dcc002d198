/** Text as UTF-8, bytes as they are (without copying). Raises TypeError for half a surrogate pair, as Python does. */
export function want_bytes(value: string | Uint8Array): Buffer {
  if (typeof value !== "string") return as_buffer(value);
  if (!value.isWellFormed()) throw new TypeError("text with half a surrogate pair has no UTF-8 form");
  return Buffer.from(value, "utf8");
}

function as_buffer(value: Uint8Array): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`text or bytes are needed, not ${value === null ? "null" : typeof value}`);
}
