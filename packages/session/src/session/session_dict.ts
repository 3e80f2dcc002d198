import { inspect } from "node:util";
import { mark_class } from "../python/marker.ts";
import { is_field, type Members, members_of, set_member } from "./session_members.ts";

/** The state of a session lies behind this key, which no name from outside can spell. */
const STATE: unique symbol = Symbol("miniflask.session");

/** Whether a session counts as empty, as Python's `not session`: a method that no key can hide. */
export const IS_EMPTY: unique symbol = Symbol("miniflask.session.is_empty");

interface State {
  /** NOTHING until something is put in: most requests bring no session and leave none. */
  data: Map<string, unknown>;
  readonly made_by: SessionClass;
  members: Members;
  modified: boolean;
  /** Whether a value was handed out, which its receiver may have changed inside. */
  read: boolean;
  /** The cookie that the content came from; kept here, as an entry of a WeakMap costs a request 0.4 µs. */
  source: string | null;
}

type SessionClass = new (...args: never[]) => SessionDict;

const NOTHING: Map<string, unknown> = new Map();

/**
 * A dict by property and by method: `session.x = 1`, `delete session.x`, `"x" in session`, `session.get("x")`.
 * Absent keys are undefined. Names of methods are reserved: assigning to one raises, `set` and `get` reach them.
 */
export class SessionDict {
  // biome-ignore lint/suspicious/noExplicitAny: undeclared keys stay usable, as in Flask
  [key: string]: any;
  declare [STATE]: State;
  /** Whether the session was used at all, which makes the response vary by cookie. The framework sets it. */
  declare accessed: boolean;

  constructor(initial?: DictSource) {
    this[STATE] = {
      data: initial === undefined ? NOTHING : map_of(initial),
      made_by: new.target,
      members: members_of(new.target),
      modified: false,
      read: false,
      source: null,
    };
    this.accessed = false;
    // biome-ignore lint/correctness/noConstructorReturn: property access can only be seen by a Proxy
    return new Proxy(this, DICT_TRAPS);
  }

  /** Whether anything was changed since the request began; nested changes are noticed when the session is saved. */
  get modified(): boolean {
    return this[STATE].modified;
  }

  set modified(value: boolean) {
    this[STATE].modified = value;
  }

  /** Whether the session outlives the browser: the key `_permanent`. */
  get permanent(): boolean {
    return Boolean(this[STATE].data.get("_permanent"));
  }

  set permanent(value: boolean) {
    this.set("_permanent", Boolean(value));
  }

  /** Always false for a session in a cookie: new and emptied ones look alike. */
  get new(): boolean {
    return false;
  }

  /** The value of any key, also of one that is named like a method; `fallback` where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: as the keys themselves
  get(key: string, fallback?: unknown): any {
    const state = this[STATE];
    state.read = true;
    const value = state.data.get(key);
    return value === undefined && !state.data.has(key) ? fallback : value;
  }

  has(key: string): boolean {
    return this[STATE].data.has(key);
  }

  set(key: string, value: unknown): void {
    const state = this[STATE];
    if (state.data === NOTHING) state.data = new Map();
    state.data.set(String(key), value);
    state.modified = true;
  }

  delete(key: string): boolean {
    const state = this[STATE];
    const existed = state.data.delete(key);
    if (existed) state.modified = true;
    return existed;
  }

  /** Removes a key and gives its value, or `fallback` where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: as the keys themselves
  pop(key: string, fallback?: unknown): any {
    const value = this.get(key, fallback);
    this.delete(key);
    return value;
  }

  /** Removes the key that was added last and gives it with its value; undefined for an empty session. */
  popitem(): [key: string, value: unknown] | undefined {
    const state = this[STATE];
    const last = [...state.data].at(-1);
    if (last === undefined) return undefined;
    state.modified = true;
    state.data.delete(last[0]);
    return last;
  }

  /** The value of a key, which is stored first where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: as the keys themselves
  setdefault(key: string, value: unknown = null): any {
    if (!this[STATE].data.has(key)) this.set(key, value);
    return this.get(key);
  }

  update(...sources: DictSource[]): void {
    const state = this[STATE];
    if (state.data === NOTHING) state.data = new Map();
    for (const [key, value] of sources.flatMap((source) => [...entries_of(source)]))
      state.data.set(key, value);
    state.modified = true;
  }

  clear(): void {
    const state = this[STATE];
    state.data.clear();
    state.modified = true;
  }

  keys(): IterableIterator<string> {
    return this[STATE].data.keys();
  }

  values(): IterableIterator<unknown> {
    this[STATE].read = true;
    return this[STATE].data.values();
  }

  items(): IterableIterator<[key: string, value: unknown]> {
    this[STATE].read = true;
    return this[STATE].data.entries();
  }

  /** The content as a plain object; what is inside is shared, as with Python's `dict.copy`. */
  copy(): Record<string, unknown> {
    this[STATE].read = true;
    return session_content(this);
  }

  [IS_EMPTY](): boolean {
    return this[STATE].data.size === 0;
  }

  /** Iterates over the keys, as a dict does. */
  [Symbol.iterator](): IterableIterator<string> {
    return this.keys();
  }

  [Symbol.toPrimitive](): string {
    return inspect(this);
  }

  [inspect.custom](_depth: number, options: object): string {
    return inspect(Object.fromEntries(this.items()), options);
  }
}
mark_class(SessionDict, "dict");

export type DictSource = Readonly<Record<string, unknown>> | Iterable<readonly [key: string, value: unknown]>;

/** The content as a plain object, as it is stored. */
export function session_content(session: SessionDict): Record<string, unknown> {
  const { data } = session[STATE];
  // An object without prototype, where this key is one like any other, takes the engine twice the time to write and read.
  if (data.has("__proto__")) return Object.assign(Object.create(null), Object.fromEntries(data));
  const content: Record<string, unknown> = {};
  for (const [key, value] of data) content[key] = value;
  return content;
}

/** Whether a session is of a class or one derived from it. As `instanceof`, which is native code for a Proxy and takes 0.2 µs. */
export function is_session_of(value: unknown, session_class: SessionClass): boolean {
  const made_by = (value as Partial<Pick<SessionDict, typeof STATE>> | null | undefined)?.[STATE]?.made_by;
  if (made_by === undefined) return value instanceof session_class;
  return made_by === session_class || made_by.prototype instanceof session_class;
}

/** Remembers the cookie that the content came from, for telling whether a list or dict inside it was changed. */
export function set_source(session: SessionDict, cookie: string): void {
  session[STATE].source = cookie;
}

/** The cookie that the content came from, null for a new session. */
export function source_of(session: SessionDict): string | null {
  return session[STATE].source;
}

/** Whether somebody got hold of a list, dict or other object of the session, and may have changed it. */
export function may_be_changed_inside(session: SessionDict): boolean {
  const { data, read } = session[STATE];
  if (!read) return false;
  for (const value of data.values()) if (typeof value === "object" && value !== null) return true;
  return false;
}

const ATTRIBUTES: ReadonlySet<string> = new Set(["accessed", "modified", "permanent"]);

const DICT_TRAPS: ProxyHandler<SessionDict> = {
  get(target, key, receiver) {
    if (key === STATE) return target[STATE];
    if (key === IS_EMPTY) return target[IS_EMPTY]; // asked at the end of every request
    if (typeof key === "symbol") return Reflect.get(target, key, receiver);
    const state = target[STATE];
    const getter = state.members.get(key);
    if (getter !== undefined) return getter.call(receiver);
    if (state.members.has(key)) return target[key];
    state.read = true;
    return state.data.get(key);
  },
  set(target, key, value, receiver) {
    // Set at every use of the session: a plain assignment takes a tenth of Reflect.set's 0.2 µs.
    if (key === "accessed") {
      target.accessed = Boolean(value);
      return true;
    }
    if (typeof key === "symbol" || ATTRIBUTES.has(key)) return Reflect.set(target, key, value, target);
    if (target[STATE].members.has(key)) return set_member(target, key, value, receiver);
    target.set(key, value);
    return true;
  },
  has(target, key) {
    return typeof key === "symbol" ? Reflect.has(target, key) : target[STATE].data.has(key);
  },
  deleteProperty(target, key) {
    if (typeof key === "string") target.delete(key);
    return true;
  },
  ownKeys(target) {
    return [...target[STATE].data.keys()];
  },
  getOwnPropertyDescriptor(target, key) {
    if (typeof key === "symbol" || !target[STATE].data.has(key)) return undefined;
    return { value: target.get(key), writable: true, enumerable: true, configurable: true };
  },
  // The fields of a derived class come this way: they are attributes of the session, as Python's `self.sid`, and no keys.
  defineProperty(target, key, descriptor) {
    if (typeof key === "symbol" || !is_field(descriptor))
      throw new TypeError(`session.${String(key)} cannot be defined: assign it`);
    // A field would hide whether anything was changed; and the key __proto__ is defined by who must not assign it.
    if (ATTRIBUTES.has(key)) return Reflect.set(target, key, descriptor.value, target);
    if (key === "__proto__") target.set(key, descriptor.value);
    else define_field(target, key, descriptor);
    return true;
  },
};

function define_field(target: SessionDict, key: string, descriptor: PropertyDescriptor): void {
  target[STATE].members = new Map(target[STATE].members).set(key, undefined);
  Object.defineProperty(target, key, descriptor);
}

/** What a cookie held is a plain object, of whose entries no pairs need be made. */
function map_of(source: DictSource): Map<string, unknown> {
  if (source instanceof SessionDict || is_iterable(source)) return new Map(entries_of(source));
  const data = new Map<string, unknown>();
  for (const key of Object.keys(source)) data.set(key, source[key]);
  return data;
}

function entries_of(source: DictSource): Iterable<readonly [string, unknown]> {
  const { items } = source as { readonly items?: unknown };
  // What has items() is a dict that iterates over its keys: another session, a form.
  if (typeof items === "function") return items.call(source);
  return is_iterable(source) ? source : Object.entries(source);
}

function is_iterable(source: DictSource): source is Iterable<readonly [string, unknown]> {
  return typeof (source as { [Symbol.iterator]?: unknown })[Symbol.iterator] === "function";
}
