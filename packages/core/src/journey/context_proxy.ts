import { inspect } from "node:util";

/** What a proxy stands for, and where it is found each time it is used. */
export interface ProxySource<T extends object> {
  /** The object of the current context; throws when there is none, or it is over. */
  find(): T;
  /** The same without throwing, and without counting as a use. */
  peek(): T | undefined;
  /** A name that may not be assigned, because reading it back would give a method. */
  reserves?(name: string | symbol): boolean;
  /** What `in` answers, where that is not whether there is such a property. */
  holds?(object: T, name: string | symbol): boolean;
}

// Asked of any object by `await`, JSON.stringify and by looking at it: never a use of the context.
const is_quiet = (key: string | symbol) => typeof key === "symbol" || key === "then" || key === "toJSON";

// Where there is an object, a loop over it and its text do tell its content.
const tells_content = (key: string | symbol) => key === Symbol.iterator || key === Symbol.toPrimitive;

/** An object that stands for the current context's one (Werkzeug's `LocalProxy`). */
export function context_proxy<T extends object>(name: string, source: ProxySource<T>): T {
  const stand_in = Object.create(inspector(name, source));
  // Every trap goes to the object found, so the stand-in's type is that of what it stands for.
  return new Proxy(stand_in, new ContextProxyHandler(name, source)) as T;
}

// console.log looks at a proxy's target, not through its traps.
function inspector<T extends object>(name: string, source: ProxySource<T>): object {
  const show = () => source.peek() ?? `<${name}: no active context>`;
  return { [inspect.custom]: show };
}

class ContextProxyHandler<T extends object> implements ProxyHandler<T> {
  readonly #name: string;
  readonly #source: ProxySource<T>;

  constructor(name: string, source: ProxySource<T>) {
    this.#name = name;
    this.#source = source;
  }

  #find_for(key: string | symbol): T | undefined {
    if (!is_quiet(key)) return this.#source.find();
    const object = this.#source.peek();
    return object !== undefined && tells_content(key) ? this.#source.find() : object;
  }

  get(_stand_in: T, key: string | symbol): unknown {
    const object = this.#find_for(key);
    if (object === undefined) return undefined;
    const value = (object as Readonly<Record<string | symbol, unknown>>)[key]; // whatever the object has there
    // Werkzeug's name for it. The request and the app have the method themselves, so that their types have it.
    if (value === undefined && key === "_get_current_object") return () => object;
    return is_method(value, object, key) ? bound(value, object) : value;
  }

  set(_stand_in: T, key: string | symbol, value: unknown): boolean {
    const object = this.#source.find();
    if (this.#source.reserves?.(key)) {
      throw new TypeError(`${this.#name}.${String(key)} is a method: choose another name for the value.`);
    }
    if (key === "__proto__")
      return Reflect.defineProperty(object, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    // Where the object is a proxy itself, as the session is, Reflect.set goes through native code, which takes 0.5 µs.
    (object as Record<string | symbol, unknown>)[key] = value; // what the object makes of it is its own affair
    return true;
  }

  has(_stand_in: T, key: string | symbol): boolean {
    const object = this.#find_for(key);
    if (object === undefined) return false;
    return this.#source.holds?.(object, key) ?? Reflect.has(object, key);
  }

  deleteProperty(_stand_in: T, key: string | symbol): boolean {
    return Reflect.deleteProperty(this.#source.find(), key);
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.#source.find());
  }

  getOwnPropertyDescriptor(_stand_in: T, key: string | symbol): PropertyDescriptor | undefined {
    const object = this.#find_for(key);
    const descriptor = object && Reflect.getOwnPropertyDescriptor(object, key);
    // The stand-in does not have the property, and only a configurable one may be told of.
    return descriptor && { ...descriptor, configurable: true };
  }

  // Left to the stand-in, these would change it for every request there is, and break the other traps for good.

  defineProperty(_stand_in: T, key: string | symbol, descriptor: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.#source.find(), key, { ...descriptor, configurable: true });
  }

  preventExtensions(): boolean {
    throw new TypeError(
      `${this.#name} cannot be frozen or sealed: it stands for another object in each request.`,
    );
  }

  setPrototypeOf(): boolean {
    throw new TypeError(
      `${this.#name} cannot get another prototype: it stands for another object in each request.`,
    );
  }

  getPrototypeOf(): object | null {
    const object = this.#source.peek();
    return object === undefined ? Object.prototype : Reflect.getPrototypeOf(object);
  }
}

type Method = (...args: unknown[]) => unknown;

// A function that was stored as a value is handed out as it is, and so is the class.
function is_method(value: unknown, object: object, key: string | symbol): value is Method {
  return typeof value === "function" && key !== "constructor" && !Object.hasOwn(object, key);
}

const bindings = new WeakMap<object, WeakMap<object, Method>>();

// The same method of the same object is the same function each time, so that listeners can be removed again.
function bound(method: Method, object: object): Method {
  const methods = bindings.get(object) ?? new WeakMap<object, Method>();
  bindings.set(object, methods);
  const binding = methods.get(method) ?? method.bind(object);
  methods.set(method, binding);
  return binding;
}
