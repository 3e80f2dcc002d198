const NAMED_ESCAPES = new Map([
  [9, "\\t"],
  [10, "\\n"],
  [13, "\\r"],
  [92, "\\\\"],
]);

/** Bytes as Python prints them, `b'a\xff'`: one line of ASCII, so safe in a log whatever a client sent. */
export function bytes_repr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let text = "";
  for (const byte of bytes) text += byte_text(byte, quote);
  return `b${quote}${text}${quote}`;
}

function byte_text(byte: number, quote: string): string {
  const named = NAMED_ESCAPES.get(byte);
  if (named !== undefined) return named;
  if (byte < 32 || byte > 126) return `\\x${byte.toString(16).padStart(2, "0")}`;
  const char = String.fromCharCode(byte);
  return char === quote ? `\\${char}` : char;
}
