import { afterAll, afterEach, expect } from "vitest";
import { make_request_listener, type RequestHost } from "../../src/edge/request_listener.ts";
import { type RunningServer, type ServeOptions, serve } from "../../src/edge/server.ts";
import type { Request } from "../../src/wire/request.ts";
import { Response } from "../../src/wire/response.ts";
import { RawSocket } from "./raw_socket.ts";

export type View = (request: Request) => Response | Promise<Response>;

/** A server with views by path, for tests of the wire; it counts what reached them and what was logged. */
export class SmallApp implements RequestHost {
  readonly views = new Map<string, View>();
  readonly hits: string[] = [];
  readonly errors: string[] = [];
  readonly logger = { error: (_fields: object, message: string) => void this.errors.push(message) };
  readonly request_listener = make_request_listener(this);
  server!: RunningServer;
  readonly #sockets: RawSocket[] = [];

  constructor(views: Readonly<Record<string, View>>) {
    for (const [path, view] of Object.entries(views)) this.views.set(path, view);
  }

  async handle(request: Request): Promise<Response> {
    this.hits.push(`${request.method} ${request.path}`);
    const view = this.views.get(request.path);
    if (view === undefined) return new Response("not found", 404);
    await request.read_body();
    return view(request);
  }

  async start(options: ServeOptions = {}): Promise<this> {
    this.server = await serve(this, options);
    return this;
  }

  connect(): RawSocket {
    const socket = new RawSocket(this.server.port);
    this.#sockets.push(socket);
    return socket;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.end();
    await this.server.close({ timeout: 2_000 });
  }
}

/** Starts an app for a test file and sees that each test leaves it answering. */
export function small_app(views: Readonly<Record<string, View>>, options?: ServeOptions): SmallApp {
  const app = new SmallApp({ "/": () => new Response("home"), ...views });
  const started = app.start(options);
  afterEach(async () => {
    await started;
    const home = await fetch(app.server.url);
    expect([home.status, await home.text()]).toEqual([200, "home"]);
    app.hits.length = 0;
    app.errors.length = 0;
  });
  afterAll(async () => {
    await started;
    await app.stop();
  });
  return app;
}
