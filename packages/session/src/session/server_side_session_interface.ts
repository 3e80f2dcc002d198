import { randomBytes } from "node:crypto";
import { BadSignature } from "../itsdangerous/errors.ts";
import { Signer } from "../itsdangerous/signer.ts";
import { decode_record, encode_record, type SerializationFormat } from "../records/record_format.ts";
import type { SessionStore } from "../stores/session_store.ts";
import { SessionStoreUnavailable } from "../stores/session_store_unavailable.ts";
import { apply_changes, type ContentChanges, content_changes } from "./content_changes.ts";
import {
  lifetime_seconds,
  type SessionHost,
  type SessionRequest,
  type SessionResponse,
  secret_keys,
} from "./host.ts";
import { ServerSideSession } from "./server_side_session.ts";
import { IS_EMPTY, may_be_changed_inside, type SessionDict, session_content } from "./session_dict.ts";
import { SessionInterface } from "./session_interface.ts";

export interface ServerSideOptions {
  /** Stands before each id in the store; `"session:"` unless told. */
  readonly key_prefix?: string;
  /** Signs the id in the cookie, as Flask-Session once recommended. */
  readonly use_signer?: boolean;
  /** Whether new sessions outlive the browser; true unless told. */
  readonly permanent?: boolean;
  /** Random bytes in an id; 32 unless told. */
  readonly sid_length?: number;
  readonly serialization_format?: SerializationFormat;
}

// Other text is no id and not asked for, nor is shorter text: an app may keep more below the prefix, such as counts.
const SESSION_ID = /^[A-Za-z0-9_-]{22,256}$/;
// Fewer than 128 bits (22 characters) may be guessed; 192 bytes are 256 characters.
const LEAST_BYTES = 16;
const MOST_BYTES = 192;
const FORMATS: readonly unknown[] = ["msgpack", "json"] satisfies SerializationFormat[];
// Each failed attempt means that another request of the same session succeeded.
const MAX_ATTEMPTS = 1000;

/**
 * Sessions in a store, of which the browser holds a random id: `new ServerSideSessionInterface(new SqliteStore(path))`.
 * Ids, keys and records are Flask-Session 0.8's, so a Python app may share the store. An id that the store does
 * not know is never adopted; an outage raises SessionStoreUnavailable.
 */
export class ServerSideSessionInterface extends SessionInterface {
  readonly store: SessionStore;
  readonly key_prefix: string;
  readonly use_signer: boolean;
  readonly permanent: boolean;
  readonly sid_length: number;
  readonly serialization_format: SerializationFormat;

  constructor(store: SessionStore, options: ServerSideOptions = {}) {
    super();
    this.store = store;
    this.key_prefix = options.key_prefix ?? "session:";
    this.use_signer = options.use_signer ?? false;
    this.permanent = options.permanent ?? true;
    this.sid_length = options.sid_length ?? 32;
    this.serialization_format = options.serialization_format ?? "msgpack";
    this.#check_options();
  }

  async open_session(app: SessionHost, request: SessionRequest): Promise<ServerSideSession> {
    const sid = this.#read_sid(app, request.cookies.get(this.get_cookie_name(app)) ?? "");
    if (sid === null) return this.#new_session();
    const record = await told_to(app, () => this.store.get(this.key_prefix + sid));
    if (record === null) return this.#new_session();
    const content = decode_record(this.serialization_format, record);
    if (content !== null) return new ServerSideSession(content, { sid, record, make_sid: this.#make_sid });
    app.logger?.error("a stored session is neither MessagePack nor JSON, so a new one begins");
    return this.#new_session();
  }

  async save_session(app: SessionHost, session: SessionDict, response: SessionResponse): Promise<void> {
    if (!(session instanceof ServerSideSession))
      throw new TypeError("the session was opened by another interface");
    if (session.accessed) response.vary.add("Cookie");
    if (session[IS_EMPTY]()) return this.#destroy(app, session, response);
    if (!(await told_to(app, () => this.#store(app, session)))) return;
    if (this.should_set_cookie(app, session)) this.#set_cookie(app, session, response);
  }

  /** Gives a session another id, as `session.regenerate()` does (Flask-Session's spelling). */
  regenerate(session: ServerSideSession): void {
    session.regenerate();
  }

  #check_options(): void {
    const { sid_length, serialization_format } = this;
    if (!Number.isInteger(sid_length) || sid_length < LEAST_BYTES || sid_length > MOST_BYTES)
      throw new TypeError(
        `SESSION_ID_LENGTH is ${JSON.stringify(sid_length)}: use ${LEAST_BYTES} to ${MOST_BYTES} bytes`,
      );
    if (!FORMATS.includes(serialization_format))
      throw new TypeError(
        `SESSION_SERIALIZATION_FORMAT is ${JSON.stringify(serialization_format)}: use "msgpack" or "json"`,
      );
  }

  readonly #make_sid = (): string => randomBytes(this.sid_length).toString("base64url");

  #new_session(): ServerSideSession {
    const content = this.permanent ? { _permanent: true } : {};
    return new ServerSideSession(content, { sid: this.#make_sid(), record: null, make_sid: this.#make_sid });
  }

  /** Writes what changed; whether the cookie may be sent. */
  async #store(app: SessionHost, session: ServerSideSession): Promise<boolean> {
    const seconds = Math.trunc(lifetime_seconds(app));
    const { record, sid } = session.origin;
    if (record === null || session.ended) return this.#write_new(session, seconds);
    const changes = this.#changes_of(session, record);
    if (session.sid !== sid) return this.#write_moved(session, record, changes, seconds);
    if (changes !== null) return this.#write_changes(session, record, changes, seconds);
    const refresh = session.modified || (app.config.SESSION_REFRESH_EACH_REQUEST ?? true);
    return refresh && (await this.store.touch(this.key_prefix + sid, seconds));
  }

  /** Stores a new session. What was put in after `clear` is one, too: the old one is destroyed. */
  async #write_new(session: ServerSideSession, seconds: number): Promise<boolean> {
    if (!session.modified) return false;
    const record = this.#encode(session_content(session));
    if (!(await this.store.replace(this.key_prefix + session.sid, null, record, seconds))) return false;
    if (session.ended) await this.store.delete(this.key_prefix + session.origin.sid);
    session.saved(record);
    return true;
  }

  #changes_of(session: ServerSideSession, record: Uint8Array): ContentChanges | null {
    if (!session.modified && !may_be_changed_inside(session)) return null;
    const before = decode_record(this.serialization_format, record) ?? {};
    return content_changes(before, session_content(session), this.#encode);
  }

  /** Adds this request's changes to whatever others have stored since; a session destroyed meanwhile stays so. */
  async #write_changes(
    session: ServerSideSession,
    read_record: Uint8Array,
    changes: ContentChanges,
    seconds: number,
  ): Promise<boolean> {
    const key = this.key_prefix + session.origin.sid;
    const own_record = this.#encode(session_content(session));
    let expected = read_record;
    let record = own_record;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (await this.store.replace(key, expected, record, seconds)) {
        session.saved(own_record);
        return true;
      }
      const present = await this.store.get(key);
      if (present === null) return false;
      expected = present;
      record = this.#encode(this.#merged(present, changes));
    }
    throw new SessionStoreUnavailable(`${MAX_ATTEMPTS} other requests wrote the session meanwhile`);
  }

  /** Stores a regenerated session under its new id and destroys the old one, unless that was destroyed meanwhile. */
  async #write_moved(
    session: ServerSideSession,
    read_record: Uint8Array,
    changes: ContentChanges | null,
    seconds: number,
  ): Promise<boolean> {
    const [old_key, key] = [this.key_prefix + session.origin.sid, this.key_prefix + session.sid];
    let present: Uint8Array | null = read_record;
    while (present !== null) {
      const record = this.#encode(this.#merged(present, changes));
      if (!(await this.store.replace(key, null, record, seconds))) return false;
      if (await this.store.remove(old_key, present)) {
        session.saved(this.#encode(session_content(session)));
        return true;
      }
      // Another request wrote or ended the old one meanwhile. The new id is known to nobody yet.
      await this.store.delete(key);
      present = await this.store.get(old_key);
    }
    return false;
  }

  /** A stored session with a request's changes. */
  #merged(record: Uint8Array, changes: ContentChanges | null): Record<string, unknown> {
    const content = decode_record(this.serialization_format, record) ?? {};
    return changes === null ? content : apply_changes(content, changes);
  }

  async #destroy(app: SessionHost, session: ServerSideSession, response: SessionResponse): Promise<void> {
    if (!session.modified) return;
    if (!session.new) await told_to(app, () => this.store.delete(this.key_prefix + session.origin.sid));
    response.delete_cookie(this.get_cookie_name(app), this.get_cookie_options(app));
    response.vary.add("Cookie");
  }

  #set_cookie(app: SessionHost, session: ServerSideSession, response: SessionResponse): void {
    const value = this.use_signer ? this.#signer(app).sign(session.sid).toString("latin1") : session.sid;
    const options = { ...this.get_cookie_options(app), expires: this.get_expiration_time(app, session) };
    response.set_cookie(this.get_cookie_name(app), value, options);
    response.vary.add("Cookie");
  }

  #read_sid(app: SessionHost, cookie: string): string | null {
    const sid = this.use_signer && cookie !== "" ? this.#unsign(app, cookie) : cookie;
    return sid !== null && SESSION_ID.test(sid) ? sid : null;
  }

  #unsign(app: SessionHost, cookie: string): string | null {
    try {
      return this.#signer(app).unsign(cookie).toString("latin1");
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      app.logger?.debug(`the ${this.get_cookie_name(app)} cookie is ignored: ${error.message}`);
      return null;
    }
  }

  #signer(app: SessionHost): Signer {
    const keys = secret_keys(app);
    if (keys === null)
      throw new TypeError("SECRET_KEY must be set, since session ids are signed (use_signer)");
    return new Signer(keys, { salt: "flask-session", key_derivation: "hmac" });
  }

  readonly #encode = (value: unknown): Buffer => encode_record(this.serialization_format, value);
}

/** Does work with the store; an outage is told to the log, and raised. */
async function told_to<T>(app: SessionHost, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SessionStoreUnavailable) app.logger?.error(error.message);
    throw error;
  }
}
