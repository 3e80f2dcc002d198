import * as main from "miniflask";
import * as datastructures from "miniflask/datastructures";
import * as exceptions from "miniflask/exceptions";
import * as http from "miniflask/http";
import * as middleware from "miniflask/middleware";
import * as routing from "miniflask/routing";
import * as security from "miniflask/security";
import { UUID } from "miniflask/sessions";
import { EnvironBuilder } from "miniflask/testing";
import * as urls from "miniflask/urls";
import * as utils from "miniflask/utils";
import { is_true } from "./python_operations.ts";
import { shown_rule } from "./shown.ts";
import type { Scope } from "./syntax_tree.ts";

type Options = Readonly<Record<string, unknown>>;
type Flask = InstanceType<typeof main.Flask>;
type Request = InstanceType<typeof main.Request>;
type View = () => main.ViewReturn;
type Wrap = (handle: Flask["handle"]) => Flask["handle"];

const app = new main.Flask("tables", { static_folder: null, template_folder: null });
const ALL = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"];
const ADDRESS = ["remote_addr", "scheme", "host", "root_path", "path", "url", "is_secure"];

/** The names that the tables use: miniflask's, Python's own, and those that python_side.py has too. */
export function names(files: string): Scope {
  const doors = {
    ...security,
    ...urls,
    ...utils,
    ...main,
    ...http,
    ...middleware,
    ...exceptions,
    ...datastructures,
    ...routing,
  };
  return new Map<string, unknown>(Object.entries({ ...doors, ...PYTHON, ...SHARED, ...files_in(files) }));
}

/** What iterating gives in Python: the names, for a dict. */
function iterated(items: object): unknown[] {
  if (items instanceof Map) return [...items.keys()];
  return Symbol.iterator in items ? [...(items as Iterable<unknown>)] : Object.keys(items);
}

const PYTHON = {
  UUID: (text: string) => new UUID(text),
  bool: is_true,
  dict: (base: object, more: object) => ({ ...base, ...more }),
  float: Number,
  int: main.int,
  isinstance: (value: object, Class: typeof Object) => value instanceof Class,
  iter: (items: Iterable<unknown>) => items[Symbol.iterator](),
  len: ({ length, size }: { length?: number; size?: number }) => length ?? size,
  list: iterated,
  repr: (value: unknown) => (value instanceof routing.Rule ? shown_rule(value) : String(value)),
  sorted: (items: object) => iterated(items).sort(),
  str: (value: unknown) => (value instanceof Error ? value.message : String(value)),
  ValueError: Error,
};

function attributes(value: object, ...wanted: string[]): Options {
  return Object.fromEntries(wanted.map((name) => [name, Reflect.get(value, name)]));
}

function exception(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return null;
}

/** The arguments in order, and those that came by name at the end. */
function sorted_out(given: readonly unknown[]): [in_order: unknown[], named: Options] {
  const last = given.at(-1);
  const is_named = typeof last === "object" && last !== null;
  return is_named ? [given.slice(0, -1), last as Options] : [[...given], {}];
}

function request_of(...given: unknown[]): Request {
  const [[path = "/"], options] = sorted_out(given);
  return new EnvironBuilder(app, String(path), options).get_request();
}

function bound(url_map: InstanceType<typeof routing.Map>, ...given: unknown[]): routing.MapAdapter {
  const [[path = "/", ...order], { server_name = null, subdomain = null, ...options }] = sorted_out(given);
  const [name = server_name, below = subdomain] = order as (string | null)[];
  return url_map.bind_to_environ(request_of(path, options), name as string | null, below as string | null);
}

function app_of(view: View, wrap: Wrap | null = null): Flask {
  const made = new main.Flask("tables", { static_folder: null, template_folder: null });
  made.testing = true;
  made.logger.level = "silent";
  const options = { methods: ALL, provide_automatic_options: false };
  made.route("/", { ...options, endpoint: "root" }, view);
  made.route("/<path:_path>", { ...options, endpoint: "below" }, () => view());
  if (wrap !== null) made.handle = wrap(made.handle);
  return made;
}

/** Status, headers by name and body of an answer. */
async function told(answered: main.Response | Promise<main.Response>): Promise<unknown> {
  const response = await answered;
  const headers = [...response.headers];
  headers.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return [response.status, headers, response.get_data({ as_text: true })];
}

function answer(view: View, ...given: unknown[]): Promise<unknown> {
  const [[path = "/", wrap = null], options] = sorted_out(given);
  return told(
    app_of(view, wrap as Wrap | null)
      .test_client()
      .open(String(path), options),
  );
}

const SHARED = {
  address: () => main.jsonify(attributes(main.request, ...ADDRESS)),
  answer,
  app_of,
  attributes,
  bound,
  client_of: (view: View, options: Options) => app_of(view).test_client(options),
  exception,
  flask: main,
  handle_of: ({ handle }: Flask) => handle,
  read_body: (request: Request) => request.read_body(),
  request_of,
  stream: (content: Buffer) => content,
  told,
  utc: (year: number, month: number, ...rest: number[]) =>
    new Date(Date.UTC(year, month - 1, ...(rest as [number]))),
};

function files_in(folder: string): Options {
  return { FILES: folder, file_of: (name: string) => `${folder}/${name}` };
}
