import { inspect } from "node:util";
import type { Journey } from "../journey/lifecycle.ts";
import type { Session } from "../journey/proxies.ts";
import type { Request } from "../wire/request.ts";
import { type ClientCookie, ClientCookies, type CookiePlace, type SetClientCookie } from "./cookie_jar.ts";
import { type EnvironBase, EnvironBuilder, type EnvironOptions } from "./environ_builder.ts";
import { RedirectTrail } from "./redirect_trail.ts";
import type { ListenerHost } from "./server.ts";
import { TestResponse } from "./test_response.ts";
import { LiveTransport, MemoryTransport, type TestTransport } from "./test_transport.ts";

/** An app that can be tested. */
export type TestableApp = Journey & ListenerHost;

export interface FlaskClientOptions {
  /** Whether Set-Cookie is kept and sent back; true when absent. */
  readonly use_cookies?: boolean;
  readonly allow_subdomain_redirects?: boolean;
  /** Serve the app on a free port and send over real sockets; `await client.close()` ends that. */
  readonly live?: boolean;
}

export interface OpenOptions extends EnvironOptions {
  readonly follow_redirects?: boolean;
  /** False leaves a streamed body unread: read `response.response`, then `await response.close()`. */
  readonly buffered?: boolean;
}

/** The method is in the name of the call. */
export type CallOptions = Omit<OpenOptions, "method">;

const DISABLED = "Cookies are disabled. Create a client with 'use_cookies=True'.";

/**
 * Sends requests to an app and keeps its cookies, as a browser would (Flask's FlaskClient):
 * `const r = await client.post("/login", { data: { name: "ann" }, follow_redirects: true })`.
 */
export class FlaskClient {
  readonly application: TestableApp;
  /** Added to every request; an entry may be changed or removed. */
  readonly environ_base: Record<string, string> = { REMOTE_ADDR: "127.0.0.1", HTTP_USER_AGENT: "miniflask" };
  readonly allow_subdomain_redirects: boolean;
  readonly #cookies: ClientCookies | null;
  readonly #transport: TestTransport;

  constructor(app: TestableApp, options: FlaskClientOptions = {}) {
    this.application = app;
    this.allow_subdomain_redirects = options.allow_subdomain_redirects ?? false;
    this.#cookies = (options.use_cookies ?? true) ? new ClientCookies() : null;
    this.#transport = options.live ? new LiveTransport(app) : new MemoryTransport(app);
  }

  toString(): string {
    return `<${this.constructor.name} ${this.application}>`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  get(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("GET", path, options);
  }

  post(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("POST", path, options);
  }

  put(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("PUT", path, options);
  }

  patch(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("PATCH", path, options);
  }

  delete(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("DELETE", path, options);
  }

  head(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("HEAD", path, options);
  }

  options(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("OPTIONS", path, options);
  }

  trace(path?: string, options?: CallOptions): Promise<TestResponse> {
    return this.#call("TRACE", path, options);
  }

  #call(method: string, path = "/", options: CallOptions = {}): Promise<TestResponse> {
    return this.open(path, { ...options, method });
  }

  /**
   * Sends one request; the methods above do so under their name. With `follow_redirects` the answer is the last of the
   * trail, and `history` holds the others. Rejects with the app's error in tests (TESTING), with
   * ClientRedirectError for a loop and with an Error for a redirect to another site.
   */
  async open(
    path_or_builder: string | EnvironBuilder = "/",
    options: OpenOptions = {},
  ): Promise<TestResponse> {
    const { follow_redirects = false, buffered = true } = options;
    let builder =
      typeof path_or_builder === "string" ? this.#builder(path_or_builder, options) : path_or_builder;
    let response = await this.#send(builder, buffered);
    if (!follow_redirects) return response;
    const trail = new RedirectTrail(this.allow_subdomain_redirects);
    while (trail.leads_on(response)) {
      builder = trail.next(builder, response);
      await response.close();
      response = await this.open(builder, { buffered }); // a subclass sees each step, as in Werkzeug
      response.history = trail.answers;
    }
    return response;
  }

  /**
   * Lets a test read and change the session before a request, and keeps what it wrote:
   * `await client.session_transaction((session) => { session.user_id = 1; })`.
   */
  async session_transaction<T>(
    change: (session: Session) => T,
    path = "/",
    options: EnvironOptions = {},
  ): Promise<Awaited<T>> {
    const cookies = this.#enabled_cookies();
    const app = this.application;
    const builder = this.#builder(path, options);
    const request = this.#request(builder);
    const ctx = app.request_context(request);
    const session = await ctx.run(() => app.session_interface.open_session(app, request));
    if (session === null) throw new Error("Session backend did not open a session.");
    const result = await change(session as Session); // the names that the app declared are its own promise
    const response = new app.response_class();
    if (app.session_interface.is_null_session(session)) return result;
    await ctx.run(() => app.session_interface.save_session(app, session, response));
    cookies.update(builder.server_name, builder.url_path, response.header_list.getlist("Set-Cookie"));
    return result;
  }

  /** The cookie of that name, domain ("localhost" when absent) and path ("/"), or null. */
  get_cookie(key: string, place?: CookiePlace): ClientCookie | null {
    return this.#enabled_cookies().get(key, place);
  }

  set_cookie(key: string, value = "", options: SetClientCookie = {}): void {
    this.#enabled_cookies().set(key, value, options);
  }

  delete_cookie(key: string, place: CookiePlace = {}): void {
    this.#enabled_cookies().delete(key, place);
  }

  /** Ends the server of a live client; nothing to do for one in memory. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  /** `await using client = app.test_client({ live: true })` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #enabled_cookies(): ClientCookies {
    if (this.#cookies === null) throw new TypeError(DISABLED);
    return this.#cookies;
  }

  #builder(path: string, options: EnvironOptions): EnvironBuilder {
    const environ_base: EnvironBase = { ...this.environ_base, ...options.environ_base };
    return new EnvironBuilder(this.application, path, { ...options, environ_base });
  }

  /** The jar alone decides which cookies are sent; a Cookie header written by hand is dropped (Werkzeug). */
  #request(builder: EnvironBuilder): Request {
    const request = builder.get_request();
    if (this.#cookies === null) return request;
    request.header_list.remove("Cookie");
    const cookie = this.#cookies.header_for(builder.server_name, builder.url_path);
    if (cookie !== undefined) request.header_list.set("Cookie", cookie);
    return request;
  }

  async #send(builder: EnvironBuilder, buffered: boolean): Promise<TestResponse> {
    const request = this.#request(builder);
    const answer = await this.#transport.send(builder, request, buffered);
    const set_cookies = answer.headers.getlist("Set-Cookie");
    this.#cookies?.update(builder.server_name, builder.url_path, set_cookies);
    const { json } = this.application;
    const response = new TestResponse({ ...answer, request, loads: (text) => json.loads(text) });
    if (answer.close) response.call_on_close(answer.close);
    return response;
  }
}
