import { http_date } from "../data/dates.ts";
import { ValueError } from "../data/errors.ts";
import { escape_html, type HtmlText } from "../data/html_text.ts";
import { python_repr } from "../data/python_text.ts";
import { HTTP_STATUS_CODES } from "../data/status.ts";
import { Response } from "./response.ts";

/** The keyword arguments of every HTTP exception. */
export interface HTTPErrorOptions {
  /** What the error page says in place of the class's own text; text is escaped, Markup is not. */
  readonly description?: string | HtmlText | null | undefined;
  /** A response to send in place of the error page. */
  readonly response?: Response | null | undefined;
}

/** Description and response, in Python's order or by name. */
export type ErrorArguments = [
  description?: Description | HTTPErrorOptions,
  rest?: Response | HTTPErrorOptions | null,
];

type Description = HTTPErrorOptions["description"];
type Headers = [name: string, value: string][];

/**
 * An error that has a status code and answers the request with a page that says so (werkzeug.exceptions).
 * `throw new NotFound("no such user")`, or `abort(404, "no such user")`. A subclass states `static code`.
 */
export class HTTPException extends Error {
  static readonly code: number | null = null;
  static readonly description: string | null = null;

  code: number | null;
  description: string | HtmlText | null;
  response: Response | null;

  constructor(...given_arguments: ErrorArguments) {
    super();
    const given = error_options(...given_arguments);
    this.code = new.target.code;
    this.description = given.description ?? new.target.description;
    this.response = given.response ?? null;
  }

  /** The phrase of the code, "Not Found". */
  override get name(): string {
    return HTTP_STATUS_CODES[this.code ?? class_code(this) ?? 0] ?? "Unknown Error";
  }

  override get message(): string {
    return `${this.code ?? "???"} ${this.name}: ${description_text(this.description ?? null)}`;
  }

  override toString(): string {
    return this.message;
  }

  get_description(): string {
    return `<p>${escape_html(this.description ?? "").replaceAll("\n", "<br>")}</p>`;
  }

  /** The page, byte for byte Werkzeug's. */
  get_body(): string {
    const name = escape_html(this.name);
    const title = `<title>${this.code ?? "None"} ${name}</title>`;
    return `<!doctype html>\n<html lang=en>\n${title}\n<h1>${name}</h1>\n${this.get_description()}\n`;
  }

  get_headers(): Headers {
    return [["Content-Type", "text/html; charset=utf-8"]];
  }

  /** The response to answer with: the one given, or a fresh error page. */
  get_response(): Response {
    return this.response ?? new Response(this.get_body(), this.code, this.get_headers());
  }
}

/** V8 asks for name and message while the stack is taken, before a field is set. */
function class_code(error: HTTPException): number | null {
  return (error.constructor as typeof HTTPException).code; // an instance's constructor is this class or one below
}

function description_text(description: string | HtmlText | null): string {
  if (description === null) return "None";
  return typeof description === "string" ? description : description.__html__();
}

/** Python's `(description, response)` and its keywords, brought together. */
function error_options(
  description: Description | HTTPErrorOptions,
  rest?: Response | HTTPErrorOptions | null,
): HTTPErrorOptions {
  if (is_error_options(description)) return description;
  if (rest instanceof Response) return { description, response: rest };
  return { ...rest, description: description ?? rest?.description };
}

function is_error_options(value: unknown): value is HTTPErrorOptions {
  return typeof value === "object" && value !== null && !("__html__" in value) && !(Symbol.iterator in value);
}

export class BadRequest extends HTTPException {
  static override readonly code: number | null = 400;
  static override readonly description: string | null =
    "The browser (or proxy) sent a request that this server could not understand.";
}

/** A key that a form, query or file table lacks: 400, whose description names the key when `show_exception` is set (debug). */
export class BadRequestKeyError extends BadRequest {
  /** Templates take it for Python's KeyError: `{{ request.form["x"] or "" }}` is empty, not a 400. */
  get [Symbol.for("miniflask.python_type")](): string {
    return "KeyError";
  }

  readonly key: string | undefined;
  show_exception = false;

  constructor(key?: string, ...rest: ErrorArguments) {
    super(...rest);
    this.key = key;
    let own = this.description;
    // Defined on the object, where the field is that this takes the place of.
    Object.defineProperty(this, "description", {
      get: () => (this.show_exception ? `${description_text(own)}\n${this.#key_error()}` : own),
      set: (value: BadRequestKeyError["description"]) => {
        own = value;
      },
      enumerable: true,
      configurable: true,
    });
  }

  /** The text of the KeyError that this also is in Python. */
  #key_error(): string {
    return `KeyError: ${this.key === undefined ? "" : python_repr(this.key)}`;
  }
}

/** The client went away while its body was read. */
export class ClientDisconnected extends BadRequest {}

/** A request that must not be trusted, such as one for a host that is not the app's. */
export class SecurityError extends BadRequest {}

/** A Host header that is no host. */
export class BadHost extends BadRequest {}

/** What `Unauthorized` takes beside the description. */
export interface UnauthorizedOptions extends HTTPErrorOptions {
  /** The challenge, or several: WWWAuthenticate values or header texts. */
  readonly www_authenticate?: Challenge | readonly Challenge[] | null;
}

type Challenge = string | { to_header(): string };

export class Unauthorized extends HTTPException {
  static override readonly code: number | null = 401;
  static override readonly description: string | null =
    "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.";
  readonly www_authenticate: readonly Challenge[];

  constructor(
    description?: Description | UnauthorizedOptions,
    rest?: Response | UnauthorizedOptions | null,
    www_authenticate?: UnauthorizedOptions["www_authenticate"],
  ) {
    super(description, rest);
    const options = error_options(description, rest) as UnauthorizedOptions; // the same object, its wider type
    const given = options.www_authenticate ?? www_authenticate;
    this.www_authenticate = given === null || given === undefined ? [] : is_list(given) ? given : [given];
  }

  override get_headers(): Headers {
    const headers = super.get_headers();
    for (const challenge of this.www_authenticate) {
      headers.push(["WWW-Authenticate", typeof challenge === "string" ? challenge : challenge.to_header()]);
    }
    return headers;
  }
}

function is_list(value: Challenge | readonly Challenge[]): value is readonly Challenge[] {
  return Array.isArray(value);
}

/** What `MethodNotAllowed` takes when it is called with names. */
export interface MethodNotAllowedOptions extends HTTPErrorOptions {
  readonly valid_methods?: Iterable<string> | null;
}

/** `new MethodNotAllowed(["GET", "HEAD"])`: the methods go into Allow. */
export class MethodNotAllowed extends HTTPException {
  static override readonly code: number | null = 405;
  static override readonly description: string | null = "The method is not allowed for the requested URL.";
  readonly valid_methods: readonly string[] | null;

  constructor(valid_methods?: Iterable<string> | MethodNotAllowedOptions | null, ...rest: ErrorArguments) {
    // A text is a description: the letters of abort(405, "why") are no methods.
    const described = typeof valid_methods === "string" || is_error_options(valid_methods);
    super(...(described ? ([valid_methods] as ErrorArguments) : rest)); // both are what a description may be
    const methods = is_error_options(valid_methods)
      ? (valid_methods as MethodNotAllowedOptions).valid_methods
      : valid_methods;
    this.valid_methods = methods && typeof methods !== "string" ? Array.from(methods) : null;
  }

  override get_headers(): Headers {
    const headers = super.get_headers();
    if (this.valid_methods?.length) headers.push(["Allow", this.valid_methods.join(", ")]);
    return headers;
  }
}

/** What `RequestedRangeNotSatisfiable` takes beside the description. */
export interface RangeErrorOptions extends HTTPErrorOptions {
  readonly length?: number | null;
  readonly units?: string;
}

/** `new RequestedRangeNotSatisfiable(length, "bytes")` or `({ length })`: the length goes into Content-Range. */
export class RequestedRangeNotSatisfiable extends HTTPException {
  static override readonly code: number | null = 416;
  static override readonly description: string | null = "The server cannot provide the requested range.";
  readonly length: number | null;
  readonly units: string;

  constructor(
    length?: number | RangeErrorOptions | null,
    units?: string | RangeErrorOptions,
    ...rest: ErrorArguments
  ) {
    const named = [length, units].find(is_error_options) as RangeErrorOptions | undefined; // no other object is taken
    super(...(named === undefined ? rest : ([named] as ErrorArguments)));
    this.length = typeof length === "number" ? length : (named?.length ?? null);
    this.units = typeof units === "string" ? units : (named?.units ?? "bytes");
  }

  override get_headers(): Headers {
    const headers = super.get_headers();
    if (this.length !== null) headers.push(["Content-Range", `${this.units} */${this.length}`]);
    return headers;
  }
}

/** What `TooManyRequests` and `ServiceUnavailable` take beside the description. */
export interface RetryAfterOptions extends HTTPErrorOptions {
  /** Seconds, or the date from which on the client may try again. */
  readonly retry_after?: number | Date | null;
}

class RetryAfter extends HTTPException {
  readonly retry_after: number | Date | null;

  constructor(
    description?: Description | RetryAfterOptions,
    rest?: Response | RetryAfterOptions | null,
    retry_after: RetryAfterOptions["retry_after"] = null,
  ) {
    super(description, rest);
    this.retry_after = (error_options(description, rest) as RetryAfterOptions).retry_after ?? retry_after; // as above
  }

  override get_headers(): Headers {
    const headers = super.get_headers();
    const { retry_after } = this;
    if (retry_after)
      headers.push([
        "Retry-After",
        retry_after instanceof Date ? http_date(retry_after) : String(retry_after),
      ]);
    return headers;
  }
}

export class TooManyRequests extends RetryAfter {
  static override readonly code: number | null = 429;
  static override readonly description: string | null =
    "This user has exceeded an allotted request count. Try again later.";
}

export class ServiceUnavailable extends RetryAfter {
  static override readonly code: number | null = 503;
  static override readonly description: string | null =
    "The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.";
}

/** What `InternalServerError` takes beside the description. */
export interface InternalServerErrorOptions extends HTTPErrorOptions {
  readonly original_exception?: unknown;
}

/** What an unhandled error becomes; `original_exception` (and `cause`) is that error. */
export class InternalServerError extends HTTPException {
  static override readonly code: number | null = 500;
  static override readonly description: string | null =
    "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.";
  readonly original_exception: unknown;

  constructor(
    description?: Description | InternalServerErrorOptions,
    rest?: Response | InternalServerErrorOptions | null,
    original_exception?: unknown,
  ) {
    super(description, rest);
    const options = error_options(description, rest) as InternalServerErrorOptions; // as above
    this.original_exception = options.original_exception ?? original_exception;
    this.cause = this.original_exception;
  }
}

export class Forbidden extends HTTPException {
  static override readonly code: number | null = 403;
  static override readonly description: string | null =
    "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.";
}

export class NotFound extends HTTPException {
  static override readonly code: number | null = 404;
  static override readonly description: string | null =
    "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.";
}

export class NotAcceptable extends HTTPException {
  static override readonly code: number | null = 406;
  static override readonly description: string | null =
    "The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request.";
}

export class RequestTimeout extends HTTPException {
  static override readonly code: number | null = 408;
  static override readonly description: string | null =
    "The server closed the network connection because the browser didn't finish the request within the specified time.";
}

export class Conflict extends HTTPException {
  static override readonly code: number | null = 409;
  static override readonly description: string | null =
    "A conflict happened while processing the request. The resource might have been modified while the request was being processed.";
}

export class Gone extends HTTPException {
  static override readonly code: number | null = 410;
  static override readonly description: string | null =
    "The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.";
}

export class LengthRequired extends HTTPException {
  static override readonly code: number | null = 411;
  static override readonly description: string | null =
    "A request with this method requires a valid <code>Content-Length</code> header.";
}

export class PreconditionFailed extends HTTPException {
  static override readonly code: number | null = 412;
  static override readonly description: string | null =
    "The precondition on the request for the URL failed positive evaluation.";
}

export class RequestEntityTooLarge extends HTTPException {
  static override readonly code: number | null = 413;
  static override readonly description: string | null =
    "The data value transmitted exceeds the capacity limit.";
}

export class RequestURITooLarge extends HTTPException {
  static override readonly code: number | null = 414;
  static override readonly description: string | null =
    "The length of the requested URL exceeds the capacity limit for this server. The request cannot be processed.";
}

export class UnsupportedMediaType extends HTTPException {
  static override readonly code: number | null = 415;
  static override readonly description: string | null =
    "The server does not support the media type transmitted in the request.";
}

export class ExpectationFailed extends HTTPException {
  static override readonly code: number | null = 417;
  static override readonly description: string | null =
    "The server could not meet the requirements of the Expect header";
}

export class ImATeapot extends HTTPException {
  static override readonly code: number | null = 418;
  static override readonly description: string | null = "This server is a teapot, not a coffee machine";
}

export class MisdirectedRequest extends HTTPException {
  static override readonly code: number | null = 421;
  static override readonly description: string | null = "The server is not able to produce a response.";
}

export class UnprocessableEntity extends HTTPException {
  static override readonly code: number | null = 422;
  static override readonly description: string | null =
    "The request was well-formed but was unable to be followed due to semantic errors.";
}

export class Locked extends HTTPException {
  static override readonly code: number | null = 423;
  static override readonly description: string | null = "The resource that is being accessed is locked.";
}

export class FailedDependency extends HTTPException {
  static override readonly code: number | null = 424;
  static override readonly description: string | null =
    "The method could not be performed on the resource because the requested action depended on another action and that action failed.";
}

export class PreconditionRequired extends HTTPException {
  static override readonly code: number | null = 428;
  static override readonly description: string | null =
    'This request is required to be conditional; try using "If-Match" or "If-Unmodified-Since".';
}

export class RequestHeaderFieldsTooLarge extends HTTPException {
  static override readonly code: number | null = 431;
  static override readonly description: string | null = "One or more header fields exceeds the maximum size.";
}

export class UnavailableForLegalReasons extends HTTPException {
  static override readonly code: number | null = 451;
  static override readonly description: string | null = "Unavailable for legal reasons.";
}

export class NotImplemented extends HTTPException {
  static override readonly code: number | null = 501;
  static override readonly description: string | null =
    "The server does not support the action requested by the browser.";
}

export class BadGateway extends HTTPException {
  static override readonly code: number | null = 502;
  static override readonly description: string | null =
    "The proxy server received an invalid response from an upstream server.";
}

export class GatewayTimeout extends HTTPException {
  static override readonly code: number | null = 504;
  static override readonly description: string | null = "The connection to an upstream server timed out.";
}

export class HTTPVersionNotSupported extends HTTPException {
  static override readonly code: number | null = 505;
  static override readonly description: string | null =
    "The server does not support the HTTP protocol version used in the request.";
}

/** The class that stands for each code: `default_exceptions.get(404)` is NotFound. */
export const default_exceptions: ReadonlyMap<number, typeof HTTPException> = new Map(
  [
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    RequestTimeout,
    Conflict,
    Gone,
    LengthRequired,
    PreconditionFailed,
    RequestEntityTooLarge,
    RequestURITooLarge,
    UnsupportedMediaType,
    RequestedRangeNotSatisfiable,
    ExpectationFailed,
    ImATeapot,
    MisdirectedRequest,
    UnprocessableEntity,
    Locked,
    FailedDependency,
    PreconditionRequired,
    TooManyRequests,
    RequestHeaderFieldsTooLarge,
    UnavailableForLegalReasons,
    InternalServerError,
    NotImplemented,
    BadGateway,
    ServiceUnavailable,
    GatewayTimeout,
    HTTPVersionNotSupported,
  ].map((error_class) => [error_class.code!, error_class as typeof HTTPException]), // each takes a description first or not at all
);

type CodeAndClass = readonly [code: number, error_class: typeof HTTPException];

/** Classes by their codes: pairs, a Map, or an object, `{ 418: Teapot }`. */
export type ErrorTable = Iterable<CodeAndClass> | { readonly [code: number]: typeof HTTPException };

/** Werkzeug's keyword arguments: a table in place of the default one, and what comes beside it. */
export interface AborterOptions {
  readonly mapping?: ErrorTable | null | undefined;
  readonly extra?: ErrorTable | null | undefined;
}

function classes_by_code(table: ErrorTable): Iterable<CodeAndClass> {
  if (Symbol.iterator in table) return table;
  return Object.entries(table).map(([code, error_class]) => [Number(code), error_class]);
}

const is_aborter_options = (given: ErrorTable | AborterOptions): given is AborterOptions =>
  "mapping" in given || "extra" in given;

/**
 * Raises the exception of a code, from the default table or one's own (Werkzeug's Aborter):
 * `new Aborter({ extra: { 418: Teapot } })`, or `new Aborter(mapping, extra)`.
 */
export class Aborter {
  readonly mapping: Map<number, typeof HTTPException>;

  constructor(mapping?: ErrorTable | AborterOptions | null, extra?: ErrorTable | null) {
    const given = mapping && is_aborter_options(mapping) ? mapping : { mapping, extra };
    this.mapping = new Map(classes_by_code(given.mapping ?? default_exceptions));
    for (const [code, error_class] of classes_by_code(given.extra ?? [])) this.mapping.set(code, error_class);
  }

  /** `abort(404)`, `abort(404, "why")`, `abort(404, { description, response })`, `abort(response)`. */
  abort(code: number | Response, ...rest: unknown[]): never {
    if (code instanceof Response) throw new HTTPException({ response: code });
    const error_class = this.mapping.get(code);
    if (error_class === undefined) {
      throw new ValueError(
        `No exception stands for the code ${String(code)}; abort() takes one of ${[...this.mapping.keys()].join(", ")}.`,
      );
    }
    throw new error_class(...(rest as ErrorArguments)); // a class with arguments of its own takes its own
  }
}

const aborter = new Aborter();

/**
 * Ends the request with the error of a code: `abort(404)`, `abort(404, "why")`, `abort(401, { www_authenticate })`,
 * or with a finished response: `abort(response)`. A code without a class raises ValueError (Python: LookupError).
 */
export function abort(code: number | Response, ...rest: unknown[]): never {
  return aborter.abort(code, ...rest);
}
