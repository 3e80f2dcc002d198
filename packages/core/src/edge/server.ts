import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import { createServer as create_tls_server, Server as TlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { is_thenable } from "../data/maybe_promise.ts";
import { type Connection, connection_of } from "./connection.ts";
import { expect_continue } from "./expectations.ts";
import { answer_to_parse_error } from "./raw_error.ts";

export type { IncomingMessage, ServerResponse } from "node:http";

export type NodeListener = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void;

/** An app as the server sees it; the listener is read at each request, since middleware may wrap it. */
export interface ListenerHost {
  readonly request_listener: NodeListener;
}

export interface ServeOptions {
  /** 127.0.0.1 when absent: a development server must not be reachable from outside by accident. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** node's own limits: `headersTimeout`, `requestTimeout`, `keepAliveTimeout`, `maxHeaderSize` … */
  readonly server_options?: ServerOptions;
  /** Called when an answer is out, or its client gone. */
  readonly on_finish?: (req: IncomingMessage, res: ServerResponse) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /**
   * Stops taking connections, lets every answer under way finish, resolves when all connections are closed.
   */
  close(options?: CloseOptions): Promise<void>;
}

/** Both in milliseconds. */
export interface CloseOptions {
  /** What is still open then is cut off. */
  readonly timeout?: number;
  /** How long the port stays open, every connection getting its last answer, for requests that are on their way. */
  readonly grace?: number;
}

/** How often connections that became idle during a shutdown are looked for, in milliseconds. */
const IDLE_SWEEP_MS = 50;

/** Serves `app` on a socket; rejects when the port cannot be had. */
export function serve(app: ListenerHost, options: ServeOptions = {}): Promise<RunningServer> {
  const { host = "127.0.0.1", port = 0 } = options;
  const server = make_server(app, options);
  const open = new OpenConnections(server);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const bound = (server.address() as AddressInfo).port; // a string only for pipes, null only before listening
      const scheme = options.tls ? "https" : "http";
      const url = `${scheme}://${host_in_url(host)}:${bound}`;
      resolve({ url, port: bound, close: (how = {}) => open.close(server, how) });
    });
  });
}

function make_server(app: ListenerHost, options: ServeOptions): Server {
  const listen = (req: IncomingMessage, res: ServerResponse) => {
    if (options.on_finish) res.once("close", () => options.on_finish?.(req, res));
    try {
      const listened = app.request_listener(req, res);
      if (is_thenable(listened)) listened.then(undefined, (error: unknown) => give_up(error, res));
    } catch (error) {
      give_up(error, res);
    }
  };
  const settings = { ...options.server_options };
  const server = options.tls
    ? create_tls_server({ ...settings, ...options.tls }, listen)
    : createServer(settings, listen);
  // node would drop headers beyond its count silently; unbounded here, the listener refuses too many by name.
  server.maxHeadersCount = 0;
  server.on("checkContinue", (req, res) => {
    expect_continue(res);
    listen(req, res);
  });
  server.on("checkExpectation", (_req, res) => {
    res.writeHead(417, ["Content-Length", "0", "Connection", "close"]);
    res.end();
  });
  server.on("clientError", answer_client_error);
  return server;
}

/** The app's own listener never fails; what somebody wrapped it in may, and must not end the process. */
function give_up(error: unknown, res: ServerResponse): void {
  console.error(error);
  if (res.headersSent) res.destroy();
  else res.writeHead(500, ["Content-Length", "0", "Connection", "close"]).end();
}

function answer_client_error(error: Error & { code?: string }, socket: Duplex): void {
  const answer = answer_to_parse_error(error.code);
  // With an answer half out, a second status line would be read as part of it.
  if (answer === undefined || !socket.writable || connection_of(socket).answering) socket.destroy();
  else socket.end(answer, () => socket.destroy());
}

/** The connections of one server, and their end. */
class OpenConnections {
  readonly #connections = new Set<Connection>();
  #closing: Promise<void> | undefined;

  constructor(server: Server) {
    server.on(server instanceof TlsServer ? "secureConnection" : "connection", (socket: Socket) => {
      const connection = connection_of(socket);
      connection.closing = this.#closing !== undefined;
      this.#connections.add(connection);
      socket.once("close", () => this.#connections.delete(connection));
    });
  }

  close(server: Server, options: CloseOptions): Promise<void> {
    this.#closing ??= this.#close(server, options);
    return this.#closing;
  }

  async #close(server: Server, { timeout, grace = 0 }: CloseOptions): Promise<void> {
    for (const connection of this.#connections) connection.closing = true;
    if (grace > 0) await end_of_grace(grace);
    // An answer whose head went out before the shutdown promised to keep its connection: it is closed when idle.
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    const cut = timeout === undefined ? undefined : setTimeout(() => server.closeAllConnections(), timeout);
    await new Promise<void>((resolve, reject) =>
      server.close((error) => (error ? reject(error) : resolve())),
    );
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

/**
 * Resolves when the time is over and all that came within it has been read. A turn of the loop has its timers first: in
 * a busy process the time may be over before the sockets were looked at once.
 */
async function end_of_grace(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  // One turn takes new connections and reads the others, the next one reads those that are new.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function host_in_url(host: string): string {
  // Every address of the machine: a browser is pointed to one of them.
  if (host === "0.0.0.0" || host === "::" || host === "") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
