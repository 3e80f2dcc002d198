import { type ConfigValues, check_config_value, default_config_values } from "../data/config_values.ts";

// biome-ignore lint/suspicious/noExplicitAny: keys that are not Flask's are the app's own, and of any type
type OwnKeys = { [key: string]: any };

/** Typed further by an app: `declare module "miniflask" { interface Config { MAIL_SERVER: string } }`. */
export interface Config extends ConfigValues, OwnKeys {}

type Mapping =
  | Readonly<Record<string, unknown>>
  | ReadonlyMap<string, unknown>
  | readonly (readonly [key: string, value: unknown])[];

/** How `from_prefixed_env` reads: `loads` turns a variable's text into a value, its failure leaves the text. */
export interface PrefixedEnvOptions {
  readonly loads?: (text: string) => unknown;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface NamespaceOptions {
  readonly lowercase?: boolean;
  readonly trim_namespace?: boolean;
}

/**
 * The configuration of an app (Flask's `Config`, a dict): `config.SECRET_KEY`, `config["SECRET_KEY"]`, `"KEY" in config`.
 * Flask's own keys are checked when they are assigned, and a wrong type raises at once; other keys are free.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor declares every key of ConfigValues
export class Config {
  /** The folder that file names are relative to; not one of the keys. */
  declare readonly root_path: string;

  constructor(root_path: string, defaults: Readonly<Record<string, unknown>> = {}) {
    Object.defineProperty(this, "root_path", { value: root_path });
    const values: Record<string, unknown> = Object.assign(Object.create(null), default_config_values());
    for (const key of Object.keys(values)) declare_checked_key(this, values, key);
    this.update(defaults);
  }

  /** Templates take it for a dict: `{{ config|length }}`. */
  get [Symbol.for("miniflask.python_type")](): string {
    return "dict";
  }

  /** The value of `key`, or `fallback` where the key was never set. */
  get(key: string, fallback?: unknown): unknown {
    return Object.hasOwn(this, key) ? this[key] : fallback;
  }

  keys(): string[] {
    return Object.keys(this);
  }

  values(): unknown[] {
    return Object.values(this);
  }

  /** Keys and values in pairs: `{% for key, value in config.items() %}`. */
  items(): [key: string, value: unknown][] {
    return Object.entries(this);
  }

  /** The value of `key`, which is set to `fallback` first where it never was: how extensions give their defaults. */
  setdefault(key: string, fallback: unknown = null): unknown {
    if (!Object.hasOwn(this, key)) set_item(this, key, fallback);
    return this[key];
  }

  /** Takes the key out and gives its value, or `fallback` where it was never set. Flask's own keys cannot be missed: TypeError. */
  pop(key: string, fallback?: unknown): unknown {
    const value = this.get(key, fallback);
    delete this[key];
    return value;
  }

  /** Iterates over the keys, as a dict does. */
  [Symbol.iterator](): IterableIterator<string> {
    return this.keys().values();
  }

  /** Sets every key of `items`, whatever its case (Python's `dict.update`). */
  update(items: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(items)) set_item(this, key, items[key]);
  }

  /** Sets the upper-case keys of one or more mappings or lists of pairs; the others are left out (Flask). */
  from_mapping(...mappings: readonly Mapping[]): boolean {
    for (const mapping of mappings) {
      const has_pairs = mapping instanceof Map || Array.isArray(mapping);
      const items: Iterable<readonly [string, unknown]> = has_pairs ? mapping : Object.entries(mapping);
      for (const [key, value] of items) if (is_upper(key)) set_item(this, key, value);
    }
    return true;
  }

  /** Sets the upper-case attributes of a module namespace, an instance or a class (its statics), inherited ones too. */
  from_object(source: object): void {
    if (typeof source === "string") {
      throw new TypeError(
        `from_object takes an object or a class, not the name ${JSON.stringify(source)}: import it, or read its module by ` +
          "await config.from_module(path).",
      );
    }
    for (const key of attribute_names(source)) {
      if (is_upper(key)) set_item(this, key, Reflect.get(source, key));
    }
  }

  /**
   * Sets a key for each environment variable `PREFIX_KEY`, its text read as JSON where it is JSON; `PREFIX_A__B`
   * sets item `B` of the object `A`. `FLASK_SECRET_KEY=dev` gives `SECRET_KEY: "dev"`.
   */
  from_prefixed_env(
    prefix = "FLASK",
    { loads = JSON.parse, env = process.env }: PrefixedEnvOptions = {},
  ): boolean {
    const start = `${prefix}_`;
    for (const name of Object.keys(env).sort()) {
      if (!name.startsWith(start)) continue;
      const text = env[name] ?? "";
      const path = name.slice(start.length).split("__");
      if (path.length === 1) set_from_text(this, path[0]!, text, loads);
      else set_nested(this, path, loaded(text, loads));
    }
    return true;
  }

  /** The keys that begin with `namespace`, without it and in lower case unless said otherwise. */
  get_namespace(namespace: string, options: NamespaceOptions = {}): Record<string, unknown> {
    const { lowercase = true, trim_namespace = true } = options;
    const found: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(this)) {
      if (!key.startsWith(namespace)) continue;
      const name = trim_namespace ? key.slice(namespace.length) : key;
      found[lowercase ? name.toLowerCase() : name] = this[key];
    }
    return found;
  }
}

/** An accessor of the object itself: reading costs a property read, assigning runs the check, `Object.keys` sees it. */
function declare_checked_key(config: Config, values: Record<string, unknown>, key: string): void {
  Object.defineProperty(config, key, {
    enumerable: true,
    get: () => values[key],
    set: (value: unknown) => {
      check_config_value(key, value);
      values[key] = value;
    },
  });
}

/** Defines rather than assigns what is new, so that no key (`__proto__`, `get`) can reach the prototype. */
function set_item(config: Config, key: string, value: unknown): void {
  if (Object.getOwnPropertyDescriptor(config, key)?.set) config[key] = value;
  else define_item(config, key, value);
}

/** Python's `str.isupper`: some letter, and none of them lower case. */
function is_upper(key: string): boolean {
  return key === key.toUpperCase() && key !== key.toLowerCase();
}

/** The attributes of an object and of what it inherits from, as Python's `dir` lists them. */
function attribute_names(source: object): Set<string> {
  const names = new Set<string>();
  for (let at: object | null = source; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (at === Object.prototype || at === Function.prototype) break;
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return names;
}

function loaded(text: string, loads: (text: string) => unknown): unknown {
  try {
    return loads(text);
  } catch {
    return text;
  }
}

/**
 * The environment knows only text, and what JSON makes of it may not be what the key wants: `SECRET_KEY=12345` is
 * text, `DEBUG=1` a boolean. The first reading that the key takes is set.
 */
function set_from_text(config: Config, key: string, text: string, loads: (text: string) => unknown): void {
  const readings = [loaded(text, loads), text, ...as_boolean(text)];
  let refusal: unknown;
  for (const reading of readings) {
    try {
      set_item(config, key, reading);
      return;
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal;
}

function as_boolean(text: string): boolean[] {
  if (/^(1|true|yes|on)$/i.test(text)) return [true];
  return /^(0|false|no|off|)$/i.test(text) ? [false] : [];
}

/** Items of items are made as they are named; they have no prototype, so no name means anything but itself. */
function set_nested(config: Config, path: readonly string[], value: unknown): void {
  const [first = "", ...inner] = path;
  const tail = inner.pop() ?? "";
  if (!Object.hasOwn(config, first)) set_item(config, first, Object.create(null));
  let current = nested_items(config[first], path);
  for (const part of inner) {
    if (!Object.hasOwn(current, part)) define_item(current, part, Object.create(null));
    current = nested_items(current[part], path);
  }
  define_item(current, tail, value);
}

function nested_items(value: unknown, path: readonly string[]): Record<string, unknown> {
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>; // keys checked by hasOwn
  throw new TypeError(
    `${path.join("__")} names an item of a value that is no object: unset one of the two variables.`,
  );
}

function define_item(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
