// Types beyond text/* and *+xml whose bytes are text, so that their charset is named.
const TEXT_TYPES = new Set([
  "application/ecmascript",
  "application/javascript",
  "application/sql",
  "application/xml",
  "application/xml-dtd",
  "application/xml-external-parsed-entity",
]);

/** `mimetype` with the charset where it is a textual type: "text/css; charset=utf-8", but "image/png". (Werkzeug) */
export function get_content_type(mimetype: string, given: string | { readonly charset: string }): string {
  const charset = typeof given === "string" ? given : given.charset;
  const textual = mimetype.startsWith("text/") || mimetype.endsWith("+xml") || TEXT_TYPES.has(mimetype);
  return textual ? `${mimetype}; charset=${charset}` : mimetype;
}
