import { IS_EMPTY, SessionDict } from "./session_dict.ts";

/** Where a session comes from: its id, and the stored record that it was read from (null for a new one). */
export interface SessionOrigin {
  readonly sid: string;
  readonly record: Uint8Array | null;
  readonly make_sid: () => string;
}

/** A session of which the browser holds only the id (flask_session.base.ServerSideSession). */
export class ServerSideSession extends SessionDict {
  #origin: SessionOrigin;
  #sid: string;
  #ended = false;

  constructor(initial: Record<string, unknown>, origin: SessionOrigin) {
    super(initial);
    this.#origin = origin;
    this.#sid = origin.sid;
  }

  /** The id under which the session is, or will be, stored. Whoever knows it has the session. */
  get sid(): string {
    return this.#sid;
  }

  override get new(): boolean {
    return this.#origin.record === null;
  }

  /** Where it came from; for the interface that saves it. */
  get origin(): SessionOrigin {
    return this.#origin;
  }

  /** Remembers that all of it is stored now, as `record`; for the interface that did it. */
  saved(record: Uint8Array): void {
    this.#origin = { ...this.#origin, sid: this.#sid, record };
    this.#ended = false;
  }

  /** Whether it was cleared: what it holds now is another session's content. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Gives the session another id when it is saved, and destroys the old one: to be called at each log-in. */
  regenerate(): void {
    this.#sid = this.#origin.make_sid();
    this.modified = true;
  }

  /** That it would be permanent is no content, as in Flask-Session. */
  override [IS_EMPTY](): boolean {
    for (const key of this.keys()) if (key !== "_permanent") return false;
    return true;
  }

  /**
   * Empties the session, which destroys it in the store; what is put in afterwards begins one with another id. Only
   * whether it is permanent stays, as in Flask-Session.
   */
  override clear(): void {
    const { permanent } = this;
    super.clear();
    this.set("_permanent", permanent);
    this.regenerate();
    this.#ended = true;
  }
}
