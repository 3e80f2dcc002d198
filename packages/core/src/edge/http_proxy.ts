import { Agent, type Dispatcher } from "undici";
import { is_hop_by_hop_header } from "../data/header_groups.ts";
import { HeaderList } from "../data/header_list.ts";
import { parse_list_header } from "../data/header_value.ts";
import { quote, SAFE_IN_PATH } from "../data/url_text.ts";
import { BadGateway, GatewayTimeout } from "../wire/errors.ts";
import type { Request } from "../wire/request.ts";
import { Response } from "../wire/response.ts";
import type { HandleFunction } from "./readdress.ts";

/** Where the requests below a prefix go. */
export interface ProxyTarget {
  /** Scheme, host and port of the other server, and the path to put before the rest when the prefix is removed. */
  readonly target: string;
  /** Whether the prefix is cut off the path; false when absent. */
  readonly remove_prefix?: boolean;
  /** The Host header: the target's ("<auto>", when absent), the client's (null) or this one. */
  readonly host?: string | null;
  /** Added to each request, such as a token between the servers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ProxyOptions {
  /** Seconds to wait for a connection, for the answer's head and for each piece of its body; 10 when absent. */
  readonly timeout?: number;
}

interface Route extends ProxyTarget {
  readonly prefix: string;
  readonly url: URL;
}

/** Headers that are told anew for the other connection. */
const OWN_HEADERS = new Set(["host", "content-length", "expect"]);
const TIMEOUTS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT"]);

/** What the other server said, with nothing added. */
class ProxiedResponse extends Response {
  static override readonly default_mimetype = null;
}

/**
 * Hands the requests below some prefixes to another server, bodies streamed both ways: the way to move a Flask app route
 * by route. `app.handle = ProxyMiddleware(app.handle, { "/legacy/": { target: "http://127.0.0.1:5001" } })`.
 * Answers 502 when the other server cannot be reached, 504 when it takes too long (werkzeug.middleware.http_proxy).
 */
export function ProxyMiddleware(
  handle: HandleFunction<Response>,
  targets: Readonly<Record<string, ProxyTarget>>,
  { timeout = 10 }: ProxyOptions = {},
): HandleFunction<Response> {
  const ms = timeout * 1000;
  const agent = new Agent({ headersTimeout: ms, bodyTimeout: ms, connect: { timeout: ms } });
  const routes = Object.entries(targets).map(([prefix, target]) => make_route(prefix, target));
  return (request) => {
    const route = routes.find(({ prefix }) => request.path.startsWith(prefix));
    return route === undefined ? handle(request) : forward(agent, request, route);
  };
}

function make_route(prefix: string, target: ProxyTarget): Route {
  const url = new URL(target.target);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TypeError(`Target scheme must be 'http' or 'https', got '${url.protocol.slice(0, -1)}'.`);
  }
  const inner = prefix.replace(/^\/+/, "").replace(/\/+$/, "");
  return { ...target, url, prefix: inner === "" ? "/" : `/${inner}/` };
}

async function forward(agent: Agent, request: Request, route: Route): Promise<Response> {
  await request.read_body({ stream: true });
  try {
    return make_response(
      await agent.request({
        origin: route.url.origin,
        path: remote_path(request, route),
        // Any method may be forwarded; undici's type lists the common ones.
        method: request.method as Dispatcher.HttpMethod,
        headers: forwarded_headers(request, route),
        body: has_body(request) ? request.stream : null,
        responseHeaders: "raw",
      }),
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return (TIMEOUTS.has(code) ? new GatewayTimeout() : new BadGateway()).get_response();
  }
}

function has_body({ header_list }: Request): boolean {
  return header_list.has("Content-Length") || header_list.has("Transfer-Encoding");
}

function remote_path(request: Request, { prefix, remove_prefix, url }: Route): string {
  const path = remove_prefix
    ? `${url.pathname.replace(/\/$/, "")}/${request.path.slice(prefix.length)}`
    : request.path;
  const query = request.query_string === "" ? "" : `?${request.query_string}`;
  return quote(path, SAFE_IN_PATH) + query;
}

/** Without the headers that are about this connection, and without those that `Connection` names as such. */
function forwarded_headers(
  { header_list }: Request,
  { host = "<auto>", headers = {}, url }: Route,
): string[] {
  const flat = end_to_end(header_list.flat, OWN_HEADERS);
  const length = header_list.get("Content-Length");
  if (length !== undefined) flat.push("Content-Length", length);
  flat.push("Host", host === "<auto>" ? url.host : (host ?? header_list.get("Host") ?? url.host));
  for (const [name, value] of Object.entries(headers)) flat.push(name, value);
  return flat;
}

function end_to_end(flat: readonly string[], others: ReadonlySet<string>): string[] {
  const list = new HeaderList([...flat]);
  const named = new Set(
    parse_list_header(list.getlist("Connection").join(",")).map((name) => name.toLowerCase()),
  );
  const kept: string[] = [];
  for (const [name, value] of list) {
    const lower = name.toLowerCase();
    if (!is_hop_by_hop_header(lower) && !named.has(lower) && !others.has(lower)) kept.push(name, value);
  }
  return kept;
}

function make_response(answer: Dispatcher.ResponseData): Response {
  const raw = answer.headers as unknown as string[]; // the flat list that "raw" asks for
  const headers = new HeaderList(end_to_end(raw.map(String), new Set()));
  return new ProxiedResponse(answer.body, {
    status: `${answer.statusCode} ${answer.statusText}`.trim(),
    headers,
  });
}
