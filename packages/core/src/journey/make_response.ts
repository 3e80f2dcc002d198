import { Markup } from "@miniflask/jinja";
import { is_multi_dict } from "../data/item_pairs.ts";
import { is_thenable } from "../data/maybe_promise.ts";
import { HTTPException } from "../wire/errors.ts";
import type { JSONProvider } from "../wire/json.ts";
import { Response } from "../wire/response.ts";
import { header_list_of } from "../wire/response_head.ts";

/** What is needed to make a response: the app's class and its JSON. */
export interface ResponseHost {
  readonly response_class: typeof Response;
  readonly json: JSONProvider;
}

/**
 * Turns what a view returned into a response (Flask's `make_response`). `source` names the function in the error for
 * a value that is none. An array always is the tuple (body, status), (body, headers) or (body, status, headers).
 */
export function make_response(host: ResponseHost, value: unknown, source: string): Response {
  if (typeof value === "string") return new host.response_class(value);
  if (Array.isArray(value)) return from_tuple(host, value, source);
  return force_type(host, value instanceof Response ? value : from_body(host, value, source));
}

/** Makes any response one of the app's class (Werkzeug's `force_type`): error pages and redirects are made without it. */
function force_type({ response_class }: ResponseHost, response: Response): Response {
  if (response instanceof response_class) return response;
  // What the base class keeps is in place already; a subclass that needs fields of its own sets them lazily.
  return Object.setPrototypeOf(response, response_class.prototype) as Response;
}

/** Whether a view may return `value`. */
export function is_view_return(value: unknown): boolean {
  return kind_of(value) !== "other";
}

type Kind = "content" | "response" | "error" | "web" | "stream" | "json" | "tuple" | "other";

function kind_of(value: unknown): Kind {
  if (typeof value === "string" || value instanceof Uint8Array || value instanceof Markup) return "content";
  if (typeof value !== "object" || value === null) return "other";
  if (Array.isArray(value)) return "tuple";
  const kind = is_plain(value) ? undefined : kind_of_instance(value);
  if (kind !== undefined) return kind;
  if (is_stream(value)) return "stream";
  return is_json_object(value) ? "json" : "other";
}

function kind_of_instance(value: object): Kind | undefined {
  if (value instanceof Response) return "response";
  if (value instanceof HTTPException) return "error";
  if (value instanceof globalThis.Response) return "web";
  return is_multi_dict(value) ? "json" : undefined; // it is a dict, though it iterates: `return request.args`
}

/** What most views return that is no text: an object literal is no instance of any class, and need not be asked. */
function is_plain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function from_body(host: ResponseHost, value: unknown, source: string): Response {
  switch (kind_of(value)) {
    case "content":
    case "stream": // safe text is text, as Python's Markup is a str; the rest the class takes as it is
      return new host.response_class(value instanceof Markup ? value.value : (value as string));
    case "response":
      return value as Response;
    case "error":
      return (value as HTTPException).get_response();
    case "web":
      return from_web_response(host, value as globalThis.Response);
    case "json":
      return host.json.response(value);
    default:
      throw new TypeError(`${source} did not return a valid response. ${explain(value)}`);
  }
}

function from_tuple(host: ResponseHost, tuple: readonly unknown[], source: string): Response {
  if (tuple.length !== 2 && tuple.length !== 3)
    throw new TypeError(`${source} did not return a valid response. ${explain(tuple)}`);
  const [body, second, third] = tuple;
  if (tuple.length === 2 && are_rows(body, second))
    throw new TypeError(`${source} did not return a valid response. ${explain(tuple)}`);
  const [status, headers] =
    tuple.length === 3 ? [second, third] : is_headers(second) ? [undefined, second] : [second, undefined];
  if (Array.isArray(body)) throw new TypeError(`${source} did not return a valid response. ${explain(body)}`);
  const response = make_response(host, body, source);
  if (typeof status === "string") response.status = status_text(status, source);
  else if (status !== undefined && status !== null) response.status_code = status_number(status, source);
  // What is_headers admits is what Headers takes.
  if (is_headers(headers)) add_headers(response, headers as Record<string, string>, is_made_here(body));
  return response;
}

/** Headers of a response that exists replace its own; a new one takes them as they are, repeated ones too (Flask). */
function add_headers(response: Response, headers: Record<string, string>, is_new: boolean): void {
  if (!is_new) {
    response.headers.update(headers);
    return;
  }
  const given = header_list_of(headers);
  for (const [name] of given.entries()) response.header_list.remove(name);
  for (const [name, value] of given.entries()) response.header_list.add(name, value);
}

function is_made_here(body: unknown): boolean {
  const kind = kind_of(body);
  return kind === "content" || kind === "stream";
}

/** Two records of one shape are a list of two rows: the second one would be sent as headers, and only when there are two. */
function are_rows(first: unknown, second: unknown): boolean {
  if (kind_of(first) !== "json" || kind_of(second) !== "json") return false;
  const names = Object.keys(first as object);
  return names.length > 0 && names.every((name) => Object.hasOwn(second as object, name));
}

const is_headers = (value: unknown) => typeof value === "object" && value !== null;

/** "404 Not Here"; a word here is rather the second item of a list. */
function status_text(status: string, source: string): string {
  return /^\d/.test(status) ? status : refuse_status(status, source);
}

function status_number(status: unknown, source: string): number {
  return typeof status === "number" && Number.isInteger(status) ? status : refuse_status(status, source);
}

function refuse_status(status: unknown, source: string): never {
  throw new TypeError(
    `${source} returned the status ${show(status)}. An array is the tuple [body, status], [body, headers] or ` +
      "[body, status, headers]; for a JSON list return jsonify(list).",
  );
}

function from_web_response(host: ResponseHost, web: globalThis.Response): Response {
  const body = web.body === null ? "" : web.body[Symbol.asyncIterator]();
  const response = new host.response_class(body, { status: web.status });
  response.headers.remove("Content-Type");
  for (const [name, value] of web.headers) response.headers.add(name, value);
  return response;
}

// A list of strings is iterable as well, but only what is consumed by being read is a stream.
function is_stream(value: object): boolean {
  return Symbol.asyncIterator in value || ("next" in value && typeof value.next === "function");
}

const NOT_JSON = [Error, Date, RegExp, Map, Set, WeakMap, Promise, ArrayBuffer];

// A key named "then" may come from a client, in JSON that is sent back; only promises have a method of that name.
function is_json_object(value: object): boolean {
  if (Symbol.iterator in value || is_thenable(value)) return false;
  return is_plain(value) || !NOT_JSON.some((kind) => value instanceof kind);
}

function explain(value: unknown): string {
  if (value === undefined || value === null)
    return `It returned ${value} or ended without a return statement.`;
  if (Array.isArray(value)) {
    return (
      `It returned an array of ${value.length}. An array is the tuple [body, status], [body, headers] or ` +
      "[body, status, headers]; for a JSON list return jsonify(list)."
    );
  }
  if (value instanceof Error) return `It returned ${value.name}; throw an error instead of returning it.`;
  return (
    "The return value must be a string, bytes, a plain object (JSON), an iterator, a Response or an array of these with status " +
    `or headers; it was ${show(value)}. jsonify(value) makes a response of any other JSON value.`
  );
}

function show(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return `the ${typeof value} ${String(value)}`;
  if (Array.isArray(value)) return "an array";
  return value.constructor ? `an instance of ${value.constructor.name}` : "an object";
}
