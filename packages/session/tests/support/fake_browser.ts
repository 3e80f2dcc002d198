import type { SessionDict, SessionInterface } from "@miniflask/session";
import { type FakeApp, FakeRequest, FakeResponse } from "./fake_exchange.ts";

/** Keeps cookies between requests to one app, as a browser does. */
export class FakeBrowser {
  readonly cookies: Record<string, string>;
  readonly #app: FakeApp;
  readonly #sessions: SessionInterface;

  constructor(app: FakeApp, sessions: SessionInterface, cookies: Record<string, string> = {}) {
    this.#app = app;
    this.#sessions = sessions;
    this.cookies = { ...cookies };
  }

  /** One request: the view gets the session, the answer's cookies are kept. */
  async visit<T>(view: (session: SessionDict) => T): Promise<Awaited<T>> {
    const session = await this.#sessions.open_session(this.#app, new FakeRequest(this.cookies));
    if (session === null) throw new Error("the app has no key");
    const result = await view(session);
    await this.#keep(session);
    return result;
  }

  /** Another browser with the same cookies, as an attacker or a second tab has. */
  copy(): FakeBrowser {
    return new FakeBrowser(this.#app, this.#sessions, this.cookies);
  }

  async #keep(session: SessionDict): Promise<void> {
    const response = new FakeResponse();
    await this.#sessions.save_session(this.#app, session, response);
    for (const name of response.deleted.keys()) delete this.cookies[name];
    for (const [name, { value }] of response.cookies) this.cookies[name] = value;
  }
}
