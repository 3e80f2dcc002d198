import { HeaderList } from "../data/header_list.ts";
import { is_thenable } from "../data/maybe_promise.ts";
import { HTTP_STATUS_CODES } from "../data/status.ts";
import { RequestEntityTooLarge } from "../wire/errors.ts";
import { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { BodySource } from "./body_source.ts";
import { connection_of } from "./connection.ts";
import type { ErrorAnswer, Visitor } from "./debug_answer.ts";
import { drain } from "./drain.ts";
import { awaits_continue, tell_to_continue } from "./expectations.ts";
import { EXPECTS_CONTINUE, HAS_BODY, inspect_headers, origin_form } from "./request_guard.ts";
import type { IncomingMessage, NodeListener, ServerResponse } from "./server.ts";
import { type Chunks, close_chunks, write_chunks } from "./write_chunks.ts";

/** What the listener needs of an app: any object with a `handle` can be served. */
export interface RequestHost {
  handle(request: Request): Promise<Response>;
  readonly request_class?: new (init: ConstructorParameters<typeof Request>[0]) => Request;
  readonly logger?: { error(fields: object, message: string): void };
  /** In place of the plain 500; null for that. */
  answer_error?(request: Request, error: unknown, visitor: Visitor): ErrorAnswer | null;
}

/**
 * The node:http listener of `host`: IncomingMessage to Request, `host.handle(request)`, Response to the socket.
 * Reads `host.handle` at each call, since it may be replaced (`app.handle = ProxyFix(app.handle)`).
 */
export function make_request_listener(host: RequestHost): NodeListener {
  return function request_listener(req, res) {
    if (connection_of(req.socket).ended) return undefined;
    const verdict = inspect_headers(req.rawHeaders);
    if (verdict >= 400) return refuse(res, verdict);
    const target = origin_form(req.url!, req.rawHeaders);
    if (target === undefined) return refuse(res, 400);
    let exchange: Exchange | undefined;
    try {
      exchange = { host, req, res, request: make_request(host, req, res, target, verdict) };
      return answer(exchange);
    } catch (error) {
      // What an app puts in the place of its parts may throw at once, which nobody but the process would hear.
      fail(exchange ?? { host, req, res, request: null }, error);
    }
  };
}

function answer(exchange: Exchange): Promise<void> {
  // Middleware may be synchronous, whatever its type promises.
  return Promise.resolve(exchange.host.handle(exchange.request)).then(
    (response) => send(exchange, response),
    (error: unknown) => fail(exchange, error),
  );
}

/** One request and the place its answer goes to. */
interface Exchange {
  readonly host: RequestHost;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly request: Request;
}

/** An exchange that may have failed before there was a request. */
interface Failing extends Omit<Exchange, "request"> {
  readonly request: Request | null;
}

function make_request(
  host: RequestHost,
  req: IncomingMessage,
  res: ServerResponse,
  target: string,
  flags: number,
): Request {
  const { scheme, remote_addr, server } = connection_of(req.socket);
  return new (host.request_class ?? Request)({
    method: req.method!,
    target,
    headers: new HeaderList(req.rawHeaders),
    scheme,
    remote_addr,
    server,
    body: (flags & HAS_BODY) === 0 ? null : body_of(req, res, flags),
    http_version: req.httpVersion,
    raw: req,
  });
}

function body_of(req: IncomingMessage, res: ServerResponse, flags: number): BodySource {
  // A client that leaves while nobody reads makes the stream emit an error; unheard, it would end the process.
  req.on("error", ignore);
  // A client that waits is told to go on only when somebody reads: a body over a limit never crosses the wire.
  return (flags & EXPECTS_CONTINUE) === 0
    ? new BodySource(req)
    : new BodySource(req, () => tell_to_continue(res));
}

/** Writes the response. Never throws: what fails here has a socket to close and a line to log, nobody to tell. */
function send(exchange: Exchange, response: Response): Promise<void> | void {
  const { req, res, request } = exchange;
  try {
    if (is_refused_body(exchange, response)) {
      refuse(res, 413);
      finish(exchange, response);
      return;
    }
    // The client would wait for the final answer for ever (RFC 9110 section 15.2).
    if (response.status_code < 200)
      throw new TypeError(`The status ${response.status} announces an answer and is none.`);
    const unread = !request.body_complete;
    const connection = connection_of(req.socket);
    if (unread || connection.closing) connection.ended = true;
    const sent = response.wire_headers(request.method);
    const headers = connection.ended ? [...sent, "Connection", "close"] : sent;
    const body = response.wire_body(request.method);
    if (is_chunks(body)) return send_chunks(exchange, response, headers, body);
    res.writeHead(response.status_code, response.reason, headers);
    send_content(exchange, body === null ? null : sendable(body, response), unread);
  } catch (error) {
    fail(exchange, error);
  }
  finish(exchange, response);
}

/** A client that asked before sending too much is told so even by a view that never looked at the body. */
function is_refused_body({ res, request }: Exchange, response: Response): boolean {
  if (!awaits_continue(res) || response.status_code >= 400) return false;
  return request.body_failure instanceof RequestEntityTooLarge;
}

function send_content({ req, res }: Exchange, body: string | Uint8Array | null, unread: boolean): void {
  if (!unread || awaits_continue(res)) {
    if (body === null) res.end();
    else res.end(body, "latin1");
    return;
  }
  // All of the answer goes out now, its end (which closes the socket) only when the body is out of the way.
  connection_of(req.socket).answering = true;
  if (body === null || body.length === 0) res.flushHeaders();
  else res.write(body, "latin1");
  drain(req, () => res.end());
}

async function send_chunks(
  exchange: Exchange,
  response: Response,
  headers: string[],
  chunks: Chunks,
): Promise<void> {
  const { req, res, request } = exchange;
  const connection = connection_of(req.socket);
  const write_head = () => {
    connection.answering = true;
    res.writeHead(response.status_code, response.reason, headers);
  };
  try {
    // A view that set Content-Length itself must not desync the connection with a body of another length.
    res.strictContentLength = true;
    if (res.destroyed) close_chunks(chunks);
    else if (await write_chunks(chunks, res, write_head)) res.end();
    if (!request.body_complete) drain(req, ignore);
  } catch (error) {
    fail(exchange, error);
  } finally {
    connection.answering = false;
    finish(exchange, response);
  }
}

function finish(exchange: Exchange, response: Response): void {
  try {
    const closing = response.close();
    if (is_thenable(closing)) closing.then(undefined, (error: unknown) => log(exchange, error));
  } catch (error) {
    log(exchange, error);
  }
}

/**
 * Before the head is out a plain 500 can still be sent; after it only a broken connection tells the truth. What was
 * written in this turn of the loop still lies in node's buffer, and gets the next one to leave.
 */
function fail(exchange: Failing, error: unknown): void {
  const { res } = exchange;
  if (res.headersSent) setImmediate(() => res.destroy());
  else refuse(res, 500, shown_error(exchange, error));
  log(exchange, error); // last, for a log that fails must not keep the client waiting
}

/** The debug page, if the app has one for this visitor. Looking into an error runs the error's code, so that may fail. */
function shown_error({ host, req, request }: Failing, error: unknown): ErrorAnswer | null {
  if (request === null) return null;
  try {
    const visitor = { address: req.socket.remoteAddress, http_version: req.httpVersion };
    return host.answer_error?.(request, error, visitor) ?? null;
  } catch {
    return null;
  }
}

function log({ host, req, request }: Failing, error: unknown): void {
  const message = `Exception on ${request?.path ?? req.url} [${req.method}]`;
  if (host.logger) host.logger.error({ err: error }, message);
  else console.error(message, error);
}

/** The answer to a request that the app does not answer. What is left of it on the wire is not worth reading. */
export function refuse(res: ServerResponse, status: number, answer: ErrorAnswer | null = null): void {
  if (res.destroyed) return;
  connection_of(res.req.socket).ended = true;
  const name = HTTP_STATUS_CODES[status] ?? "Error";
  const plain = `<!doctype html>\n<html lang=en>\n<title>${status} ${name}</title>\n<h1>${name}</h1>\n`;
  const page = Buffer.from(answer?.body ?? plain);
  const headers = answer?.headers ?? ["Content-Type", "text/html; charset=utf-8"];
  res.writeHead(status, name, [...headers, "Content-Length", String(page.length), "Connection", "close"]);
  res.end(res.req.method === "HEAD" ? undefined : page);
}

type Body = string | Uint8Array | Chunks | null;

function is_chunks(body: Body): body is Chunks {
  return body !== null && typeof body === "object" && !(body instanceof Uint8Array);
}

/**
 * Text that node may write together with its head, as one string in the head's own encoding, Latin-1, which is the
 * fastest way: it has as many bytes as characters, so it is all ASCII. Other text goes out as bytes, since written as
 * one string in UTF-8 it would garble a head that has Latin-1 in it.
 */
function sendable(body: string | Uint8Array, response: Response): string | Uint8Array {
  const is_ascii = typeof body !== "string" || response.calculate_content_length() === body.length;
  return is_ascii ? body : Buffer.from(body);
}

function ignore(): void {
  return;
}
