/** How the items of a container are reached when it is indexed, `container["key"]`. */
export interface ItemAccess<T> {
  has(target: T, key: string): boolean;
  get(target: T, key: string): unknown;
  set(target: T, key: string, value: unknown): void;
  remove(target: T, key: string): void;
  keys(target: T): Iterable<string>;
  /** What an absent key gives, or raises. Gets the container itself, whose class may have private fields. */
  missing(container: T, key: string): unknown;
}

/** Values that stand for one key, as a mapping has them. */
export type Several<V> = readonly V[] | ReadonlySet<V>;

export function is_several(value: unknown): value is Several<unknown> {
  return Array.isArray(value) || value instanceof Set;
}

/** Looked up on every value that is awaited, put into JSON or a template, or compared by a test: asking for them must not raise. */
const ASKED_OF_EVERY_VALUE = /^(?:then|toJSON|__html__|asymmetricMatch|nodeType|\$\$typeof|@@.*)$/;

/**
 * The proxy handler that makes a container indexable: `form["name"]`, `"name" in form`, `Object.keys(form)`,
 * `{ ...form }`. A method's name wins over a key, which `get()` still reaches; keys such as `__proto__` are ordinary.
 *
 * Methods see the proxy as `this`, so containers keep their state under a symbol: a client names the keys, and no
 * key may stand in for the state.
 */
export function item_handler<T extends object>(access: ItemAccess<T>): ProxyHandler<T> {
  return {
    get(target, key, container) {
      const members = target as Readonly<Record<string | symbol, unknown>>; // methods, getters and the state
      if (typeof key === "symbol") return members[key];
      const member = key === "__proto__" ? undefined : members[key];
      if (typeof member === "function" && key !== "constructor") return member;
      if (access.has(target, key)) return access.get(target, key);
      if (key in target || ASKED_OF_EVERY_VALUE.test(key)) return member;
      return access.missing(container, key);
    },
    set(target, key, value) {
      if (typeof key === "symbol") return Reflect.set(target, key, value);
      access.set(target, key, value);
      return true;
    },
    has: (target, key) => (typeof key === "symbol" ? Reflect.has(target, key) : access.has(target, key)),
    deleteProperty(target, key) {
      if (typeof key === "symbol") return Reflect.deleteProperty(target, key);
      access.remove(target, key);
      return true;
    },
    ownKeys: (target) => [...access.keys(target)],
    getOwnPropertyDescriptor(target, key) {
      if (typeof key === "symbol") return Reflect.getOwnPropertyDescriptor(target, key);
      if (!access.has(target, key)) return undefined;
      return { value: access.get(target, key), writable: true, enumerable: true, configurable: true };
    },
  };
}
