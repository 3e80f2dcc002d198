import { python_repr } from "../data/python_text.ts";

/** The names an app keeps in `g`: declare them by `declare module "miniflask" { interface G { user?: User } }`. */
export interface G {
  // biome-ignore lint/suspicious/noExplicitAny: an undeclared name stays usable, as in Flask
  [name: string]: any;
}

export interface AppGlobals extends G {}

/** What the functions of one request (or app context) share, Flask's `g`. An absent name is undefined. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface only types the names that users add
export class AppGlobals {
  readonly #app: { readonly name: string } | undefined;

  constructor(app?: { readonly name: string }) {
    this.#app = app;
  }

  get<K extends string, D = undefined>(name: K, fallback?: D): this[K] | D {
    // An absent fallback is undefined, which is what D is then.
    return Object.hasOwn(this, name) ? this[name] : (fallback as D);
  }

  /** Takes the value out; `fallback` when the name is absent. */
  pop<K extends string, D = undefined>(name: K, fallback?: D): this[K] | D {
    const value = this.get(name, fallback);
    delete this[name];
    return value;
  }

  /** The value, which is set to `fallback` first when the name is absent. */
  setdefault<K extends string>(name: K, fallback: this[K]): this[K] {
    if (!Object.hasOwn(this, name)) this[name] = fallback;
    return this[name];
  }

  /** Flask's text for it: `<flask.g of 'shop'>`. */
  toString(): string {
    return this.#app === undefined ? "<flask.g>" : `<flask.g of ${python_repr(this.#app.name)}>`;
  }

  /** The names. */
  [Symbol.iterator](): IterableIterator<string> {
    return Object.keys(this).values();
  }
}
