import { Readable } from "node:stream";
import { Agent } from "undici";
import { HeaderList } from "../data/header_list.ts";
import type { AppContext } from "../journey/context.ts";
import { context_of } from "../journey/request_context.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { iterator_of, join_chunks, type ResponseBody } from "../wire/response_body.ts";
import type { EnvironBuilder } from "./environ_builder.ts";
import { type ListenerHost, type RunningServer, serve } from "./server.ts";
import type { Chunk } from "./write_chunks.ts";

/** An answer as a client sees it. */
export interface Answer {
  readonly status: string;
  readonly headers: HeaderList;
  readonly body: ResponseBody;
  readonly context: AppContext | undefined;
  /** For a body that is not read yet. */
  readonly close?: () => Promise<void> | void;
}

/** How a test client's requests reach the app. */
export interface TestTransport {
  send(builder: EnvironBuilder, request: Request, buffered: boolean): Promise<Answer>;
  close(): Promise<void>;
}

/** Calls `app.handle`: no socket, errors reach the test, the context can be looked at. */
export class MemoryTransport implements TestTransport {
  readonly #app: { handle(request: Request): Promise<Response> };

  constructor(app: { handle(request: Request): Promise<Response> }) {
    this.#app = app;
  }

  async send(_builder: EnvironBuilder, request: Request, buffered: boolean): Promise<Answer> {
    const response = await this.#app.handle(request);
    const headers = new HeaderList([...response.wire_headers(request.method)]);
    const body = response.wire_body(request.method);
    const answer = { status: response.status, headers, context: context_of(response) };
    if (!buffered) return { ...answer, body, close: () => response.close() };
    try {
      return { ...answer, body: await collect(body) };
    } finally {
      await response.close();
    }
  }

  async close(): Promise<void> {}
}

async function collect(body: ReturnType<Response["wire_body"]>): Promise<Chunk | null> {
  if (body === null || typeof body === "string" || body instanceof Uint8Array) return body;
  const chunks: Chunk[] = [];
  const reader = iterator_of(body);
  for (let step = await reader.next(); !step.done; step = await reader.next()) chunks.push(step.value);
  return join_chunks(chunks);
}

function is_stream(body: EnvironBuilder["body"]): body is AsyncIterable<Uint8Array> {
  return body !== null && !(body instanceof Uint8Array);
}

const BEYOND_ASCII = /[^!-~]+/g;

/** Serves the app on a free port at the first request and sends over real sockets. */
export class LiveTransport implements TestTransport {
  readonly #app: ListenerHost;
  readonly #agent = new Agent();
  #server: Promise<RunningServer> | undefined;

  constructor(app: ListenerHost) {
    this.#app = app;
  }

  async send(builder: EnvironBuilder, request: Request, buffered: boolean): Promise<Answer> {
    this.#server ??= serve(this.#app);
    const { url } = await this.#server;
    const answer = await this.#agent.request({
      origin: url,
      path: builder.url_target.replace(BEYOND_ASCII, (text) => encodeURIComponent(text.toWellFormed())), // as browsers send it
      // Any method goes over the wire; undici's type lists the common ones.
      method: request.method as "GET",
      headers: [...request.header_list.flat],
      body: is_stream(builder.body) ? Readable.from(builder.body) : builder.body,
      responseHeaders: "raw",
    });
    const raw = answer.headers as unknown as string[]; // "raw" makes it the flat list
    return {
      status: `${answer.statusCode} ${answer.statusText}`.trim(),
      headers: new HeaderList(raw.map(String)),
      body: buffered ? Buffer.from(await answer.body.arrayBuffer()) : answer.body,
      context: undefined,
    };
  }

  /** Ends the server and its connections. */
  async close(): Promise<void> {
    await this.#agent.close();
    await (await this.#server)?.close();
  }
}
