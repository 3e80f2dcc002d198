import { HeaderList } from "../../src/data/header_list.ts";
import { Request } from "../../src/wire/request.ts";

/** A request as data, in the form that the Python side reads too. */
export interface RequestCase {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly scheme?: "http" | "https";
  readonly root_path?: string;
  /** Base64. */
  readonly body?: string;
}

/** A Request for a case; `body` in place of the case's, for bodies that come in pieces. */
export function make_request(given: RequestCase, body?: AsyncIterable<Uint8Array>): Request {
  return new Request({
    method: given.method,
    target: given.target,
    headers: new HeaderList(given.headers.flat()),
    scheme: given.scheme ?? "http",
    remote_addr: "9.9.9.9",
    server: ["srv", 8080],
    root_path: given.root_path ?? "",
    body: body ?? (given.body === undefined ? null : Buffer.from(given.body, "base64")),
  });
}

/** A POST of `body`. */
export function post(
  content_type: string | null,
  body: string | Uint8Array,
  more: Partial<RequestCase> = {},
): Request {
  return make_request(post_case(content_type, body, more));
}

export function post_case(
  content_type: string | null,
  body: string | Uint8Array,
  more: Partial<RequestCase> = {},
): RequestCase {
  const bytes = Buffer.from(body);
  const headers: [string, string][] = [["Content-Length", String(bytes.length)]];
  if (content_type !== null) headers.push(["Content-Type", content_type]);
  return { method: "POST", target: "/", headers, body: bytes.toString("base64"), ...more };
}

/** `bytes` in pieces of `size`. */
export async function* in_pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
