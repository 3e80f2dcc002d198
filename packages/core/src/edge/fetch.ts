import { HeaderList } from "../data/header_list.ts";
import { is_thenable } from "../data/maybe_promise.ts";
import { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import type { RequestHost } from "./request_listener.ts";
import { type Chunk, type Chunks, close_chunks } from "./write_chunks.ts";

/** The Fetch standard's "null body status": a web Response refuses to carry a body with one. */
const NULL_BODY = new Set([101, 103, 204, 205, 304]);

/** Answers a web-standard request by `host.handle`, for platforms that speak fetch instead of node:http. */
export async function fetch_response(
  host: RequestHost,
  web_request: globalThis.Request,
): Promise<globalThis.Response> {
  const request = make_request(host, web_request);
  return to_web_response(await host.handle(request), request.method);
}

function make_request(host: RequestHost, web_request: globalThis.Request): Request {
  const url = new URL(web_request.url);
  const headers = new HeaderList([...web_request.headers].flat());
  // The platform has checked it and keeps it out of the headers.
  if (!headers.has("Host")) headers.set("Host", url.host);
  return new (host.request_class ?? Request)({
    method: web_request.method,
    target: url.pathname + url.search,
    headers,
    scheme: url.protocol === "https:" ? "https" : "http",
    remote_addr: null,
    server: [url.hostname, url.port === "" ? null : Number(url.port)],
    body: web_request.body,
    raw: web_request,
  });
}

/** The same answer as a web Response; `close()` is called when its body is read to the end or cancelled. */
export function to_web_response(response: Response, method: string): globalThis.Response {
  const headers = new Headers();
  const flat = response.wire_headers(method);
  for (let at = 0; at < flat.length; at += 2) headers.append(flat[at]!, flat[at + 1]!);
  const { status_code: status, reason: statusText } = response;
  const body = NULL_BODY.has(status) ? null : response.wire_body(method);
  if (is_chunks(body)) {
    return new globalThis.Response(stream_of(body, response), { status, statusText, headers });
  }
  void response.close();
  // The type wants bytes of an ArrayBuffer; Node takes those of any buffer.
  return new globalThis.Response(body as string | Uint8Array<ArrayBuffer> | null, {
    status,
    statusText,
    headers,
  });
}

function is_chunks(body: ReturnType<Response["wire_body"]>): body is Chunks {
  return typeof body === "object" && body !== null && !(body instanceof Uint8Array);
}

function stream_of(chunks: Chunks, response: Response): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const pending = chunks.next();
        const step = is_thenable(pending) ? await pending : pending;
        if (!step.done) return controller.enqueue(bytes_of(step.value));
        await response.close();
        controller.close();
      } catch (error) {
        await response.close();
        controller.error(error);
      }
    },
    async cancel() {
      close_chunks(chunks);
      await response.close();
    },
  });
}

function bytes_of(chunk: Chunk): Uint8Array {
  return typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}
