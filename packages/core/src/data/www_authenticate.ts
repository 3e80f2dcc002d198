import { inspect } from "node:util";
import {
  type AuthArgument,
  type AuthParameters,
  join_credentials,
  named_credentials,
  own_parameters,
  same_parameters,
  split_credentials,
  title,
} from "./auth_header.ts";
import { fallback_of, type NamedDefault } from "./convert.ts";
import { quote_header_value } from "./header_value.ts";
import { observed } from "./observed.ts";
import type { OnUpdate } from "./on_update.ts";

type Parameters = Readonly<Record<string, string | null>> | null;

// RFC 7616 section 3.3 wants these between quotes also where they are tokens.
const ALWAYS_QUOTED = new Set(["realm", "domain", "nonce", "opaque", "qop"]);

/**
 * A WWW-Authenticate header: a scheme with either parameters, which are attributes too (`auth.realm = "login"`, null
 * takes one away), or a token. `on_update` is called after each change. (Werkzeug)
 */
export class WWWAuthenticate {
  /** Only the response's header sets it. */
  on_update: OnUpdate<WWWAuthenticate> | null = null;
  #scheme: string;
  #values: AuthParameters;
  #credential: string | null;
  declare realm?: string | null;
  [parameter: string]: unknown;

  /** `new WWWAuthenticate("basic", { realm })`, `new WWWAuthenticate("bearer", { token })`. */
  constructor(auth_type: string, values?: AuthArgument<"values">, token?: string | null) {
    const given = named_credentials("values", values, token);
    this.#scheme = auth_type.toLowerCase();
    this.#values = this.#observe(given.parameters);
    this.#credential = given.token;
    // biome-ignore lint/correctness/noConstructorReturn: parameters as attributes take a Proxy
    return new Proxy(this, HANDLER);
  }

  get type(): string {
    return this.#scheme;
  }

  set type(value: string) {
    this.#scheme = value;
    this.#changed();
  }

  /** An object whose every change reaches the header. */
  get parameters(): AuthParameters {
    return this.#values;
  }

  set parameters(value: Parameters) {
    this.#values = this.#observe(value);
    this.#changed();
  }

  get token(): string | null {
    return this.#credential;
  }

  set token(value: string | null) {
    this.#credential = value;
    this.#changed();
  }

  has(key: string): boolean {
    return key in this.parameters;
  }

  get(key: string): string | null | undefined;
  get<Default>(key: string, options: NamedDefault<Default>): string | null | Default;
  get<Default>(key: string, fallback: Default): string | null | Default;
  get(key: string, fallback?: unknown): unknown {
    return this.has(key) ? this.parameters[key] : fallback_of(fallback);
  }

  equals(other: WWWAuthenticate): boolean {
    const same = other.type === this.type && other.token === this.token;
    return same && same_parameters(other.parameters, this.parameters);
  }

  to_header(): string {
    const is_bare = this.token === null && Object.keys(this.parameters).length === 0;
    if (is_bare) return title(this.type);
    if (this.type !== "digest" || this.token !== null)
      return join_credentials(this.type, this.token, this.parameters);
    const items = Object.entries(this.parameters).map(([key, value]) => {
      return `${key}=${quote_header_value(value ?? "None", !ALWAYS_QUOTED.has(key))}`;
    });
    return `Digest ${items.join(", ")}`;
  }

  toString(): string {
    return this.to_header();
  }

  [inspect.custom](): string {
    return `<WWWAuthenticate ${this.to_header()}>`;
  }

  /** What a WWW-Authenticate header says, null when there is none. */
  static from_header(value?: string | null): WWWAuthenticate | null {
    if (!value) return null;
    const { type, parameters, token } = split_credentials(value);
    return new WWWAuthenticate(type, parameters, token);
  }

  #observe(values: Parameters | undefined): AuthParameters {
    return observed(own_parameters(values), () => this.#changed());
  }

  #changed(): void {
    this.on_update?.(this);
  }
}

const HANDLER: ProxyHandler<WWWAuthenticate> = {
  get: (target, key) =>
    typeof key === "symbol" || key in target ? Reflect.get(target, key) : (target.parameters[key] ?? null),
  has: (target, key) => (typeof key === "symbol" ? Reflect.has(target, key) : target.has(key)),
  set(target, key, value) {
    if (typeof key === "symbol" || key in target) return Reflect.set(target, key, value);
    if (value === null || value === undefined) delete target.parameters[key];
    else target.parameters[key] = value;
    return true;
  },
  deleteProperty: (target, key) => Reflect.deleteProperty(target.parameters, key),
};
