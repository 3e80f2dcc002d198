import type { Duplex } from "node:stream";

/** What one connection has in common for all its requests, looked up once a request. */
export interface Connection {
  readonly scheme: "http" | "https";
  readonly remote_addr: string | null;
  readonly server: readonly [host: string, port: number | null];
  /** Set when the server shuts down: the answer under way is the last one on this connection. */
  closing: boolean;
  /** Set by an answer with `Connection: close`: RFC 9112 section 9.6 forbids to process what still comes. */
  ended: boolean;
  /** Set while an answer's head is out and its end is not. */
  answering: boolean;
}

// A property, because three WeakMap look-ups a request can be seen in a profile.
const CONNECTION: unique symbol = Symbol("miniflask.connection");

/** The parts of a node socket that are read here; a stream that is no socket has none of them. */
interface SocketFacts {
  readonly encrypted?: boolean | undefined;
  readonly remoteAddress?: string | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  [CONNECTION]?: Connection;
}

export function connection_of(socket: Duplex & SocketFacts): Connection {
  const known = socket[CONNECTION];
  if (known !== undefined) return known;
  const connection: Connection = {
    scheme: socket.encrypted === true ? "https" : "http",
    remote_addr: socket.remoteAddress ?? null,
    server: [socket.localAddress ?? "localhost", socket.localPort ?? null],
    closing: false,
    ended: false,
    answering: false,
  };
  socket[CONNECTION] = connection;
  return connection;
}
