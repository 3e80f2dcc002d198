const STATUS_OF_CODE = new Map([
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", "413 Payload Too Large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
]);

/**
 * The whole answer to bytes that node's parser refused: there is no request yet, so no response object either.
 * Undefined where the client is gone and nothing can be answered.
 */
export function answer_to_parse_error(code: string | undefined): string | undefined {
  if (code === "ECONNRESET" || code === "EPIPE") return undefined;
  const status = STATUS_OF_CODE.get(code ?? "") ?? "400 Bad Request";
  return `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
}
