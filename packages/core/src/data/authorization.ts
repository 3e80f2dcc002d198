import { inspect } from "node:util";
import {
  type AuthArgument,
  type AuthParameters,
  join_credentials,
  named_credentials,
  own_parameters,
  same_parameters,
  split_credentials,
} from "./auth_header.ts";
import { fallback_of, type NamedDefault } from "./convert.ts";

// Whole groups may be followed by padding that they do not need: Python takes it.
const BASE64 = /^$|^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4}=*)$/;
const STRICT_UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * An Authorization header: a scheme and either its parameters, which are attributes too (`auth.username`), or a token.
 * An attribute that is no parameter is null. (Werkzeug)
 */
export class Authorization {
  /** The scheme in lower case: "basic", "digest", "bearer". */
  readonly type: string;
  readonly parameters: AuthParameters;
  readonly token: string | null;
  declare readonly username?: string | null;
  declare readonly password?: string | null;
  readonly [parameter: string]: unknown;

  /** `new Authorization("basic", { username, password })`, `new Authorization("bearer", { token })`. */
  constructor(auth_type: string, data?: AuthArgument<"data">, token?: string | null) {
    const given = named_credentials("data", data, token);
    this.type = auth_type;
    this.parameters = own_parameters(given.parameters);
    this.token = given.token;
    // biome-ignore lint/correctness/noConstructorReturn: parameters as attributes take a Proxy
    return new Proxy(this, HANDLER);
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

  equals(other: Authorization): boolean {
    const same = other.type === this.type && other.token === this.token;
    return same && same_parameters(other.parameters, this.parameters);
  }

  to_header(): string {
    if (this.type !== "basic") return join_credentials(this.type, this.token, this.parameters);
    const { username, password } = this.parameters;
    return `Basic ${Buffer.from(`${username ?? "None"}:${password ?? "None"}`).toString("base64")}`;
  }

  toString(): string {
    return this.to_header();
  }

  /** The class and the scheme; credentials do not belong in logs. */
  [inspect.custom](): string {
    return `<Authorization ${this.type}>`;
  }

  /** What an Authorization header says; null when there is none, or Basic credentials are malformed. */
  static from_header(value?: string | null): Authorization | null {
    if (!value) return null;
    const { type, rest, parameters, token } = split_credentials(value);
    if (type !== "basic") return new Authorization(type, parameters, token);
    const basic = decode_basic(rest);
    return basic === null ? null : new Authorization(type, basic);
  }
}

const HANDLER: ProxyHandler<Authorization> = {
  // The header's own attributes win: no client may choose what `type` or `token` reads.
  get: (target, key) =>
    typeof key === "symbol" || key in target ? Reflect.get(target, key) : (target.parameters[key] ?? null),
  has: (target, key) => (typeof key === "symbol" ? Reflect.has(target, key) : target.has(key)),
  set: refuse,
  deleteProperty: refuse,
  defineProperty: refuse,
};

function refuse(): never {
  throw new TypeError("an Authorization cannot be changed: make a new one");
}

/** RFC 7617: user and password in base64, parted by the first colon. */
function decode_basic(text: string): { username: string; password: string } | null {
  if (!BASE64.test(text)) return null;
  try {
    const plain = STRICT_UTF_8.decode(Buffer.from(text, "base64"));
    const colon = plain.indexOf(":");
    if (colon === -1) return { username: plain, password: "" };
    return { username: plain.slice(0, colon), password: plain.slice(colon + 1) };
  } catch {
    return null;
  }
}
