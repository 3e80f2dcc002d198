import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, isAbsolute, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { ValueError } from "../data/errors.ts";
import { HeaderList } from "../data/header_list.ts";
import { dump_options_header } from "../data/options_header.ts";
import { safe_join } from "../data/safe_join.ts";
import type { Timedelta } from "../data/timedelta.ts";
import { quote, safe_set } from "../data/url_text.ts";
import type { ConditionalRequest } from "./conditional_request.ts";
import { NotFound } from "./errors.ts";
import { FileBody } from "./file_body.ts";
import { guess_type } from "./file_type.ts";
import { Response } from "./response.ts";
import { is_stream, type StreamBody } from "./response_body.ts";

/** A path, bytes or a stream of bytes; text is always a path. */
export type FileSource = string | URL | Uint8Array | StreamBody;

/** The keyword arguments of Flask's `send_file`. */
export interface SendFileOptions {
  /** Told by the name when absent. */
  readonly mimetype?: string | null;
  /** Whether the browser is to save the file rather than show it. */
  readonly as_attachment?: boolean;
  /** The name to save under; the path's last part when absent. */
  readonly download_name?: string | null;
  /** Whether 304, 206 and 416 may be answered; true when absent. */
  readonly conditional?: boolean;
  /** A tag, or whether one is made of a path's time and size; true when absent. */
  readonly etag?: boolean | string;
  /** When the file changed; a path's own time when absent. Seconds or a Date. */
  readonly last_modified?: Date | number | null;
  /** Seconds that clients may keep the file without asking, or what tells them for a path. */
  readonly max_age?: number | Timedelta | null | ((path: string | null) => number | null);
}

/** What `send_file` has to know of the request and the app. */
export interface SendFileEnvironment {
  /** What the answer is conditional to; null outside of requests. */
  readonly request: ConditionalRequest | null;
  /** Where relative paths start; the working directory when absent. */
  readonly root_path?: string;
  /** Let the server in front send a path's file, by X-Sendfile. */
  readonly use_x_sendfile?: boolean;
  readonly response_class?: typeof Response;
}

/** A file on disk: where, and what is known of it. */
interface DiskFile {
  readonly path: string;
  readonly size: number;
  /** Seconds, as Python's `st_mtime`. */
  readonly mtime: number;
}

const ATTRIBUTE_CHARACTERS = safe_set("!#$&+-.^_`|~");
const NOT_THERE = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EACCES", "ERR_INVALID_ARG_VALUE"]);
/** RFC 1950's Adler-32, which Werkzeug puts into the tag for the path. */
const ADLER_MODULUS = 65_521;

/**
 * A response with the contents of a file (Werkzeug's `send_file`). Never pass a path that a client named: that is
 * what `send_from_directory` is for. Raises TypeError when nothing tells the type or the name, ValueError for a
 * stream of text, RequestedRangeNotSatisfiable for a range that the file does not have.
 */
export async function send_file(
  source: FileSource,
  environment: SendFileEnvironment,
  options: SendFileOptions = {},
): Promise<Response> {
  if (typeof source === "string" || source instanceof URL) {
    const path = absolute_path(source, environment.root_path);
    const stats = await stat(path, { bigint: true });
    if (!stats.isFile()) throw new TypeError(`send_file sends files, and '${path}' is none.`);
    return send_disk_file(disk_file(path, stats), environment, options);
  }
  check_binary(source);
  const response = make_response(source, null, environment, options);
  return finish(
    response,
    null,
    source instanceof Uint8Array ? source.byteLength : null,
    environment,
    options,
  );
}

/**
 * A file below `directory` by a path that a client may have named. Raises NotFound for what is no file, and for every
 * path that is not written plainly (`..`, `.`, `//`, `\`): a guard that looked at the URL saw the same file.
 */
export async function send_from_directory(
  directory: string,
  path: string,
  environment: SendFileEnvironment,
  options: SendFileOptions = {},
): Promise<Response> {
  const joined = is_plain(path) ? safe_join(directory, path) : null;
  if (joined === null) throw new NotFound();
  const file = await find_file(absolute_path(joined, environment.root_path));
  if (file === null) throw new NotFound();
  return send_disk_file(file, environment, options);
}

function is_plain(path: string): boolean {
  if (path.includes("\\") || path.includes("\0")) return false;
  return path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

async function find_file(path: string): Promise<DiskFile | null> {
  try {
    const stats = await stat(path, { bigint: true });
    return stats.isFile() ? disk_file(path, stats) : null;
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? "")) return null; // node:fs raises nothing else
    throw error;
  }
}

function absolute_path(path: string | URL, root_path: string | undefined): string {
  const plain = path instanceof URL ? fileURLToPath(path) : path;
  if (isAbsolute(plain)) return plain;
  return root_path === undefined ? resolve(plain) : join(root_path, plain);
}

function disk_file(path: string, { size, mtimeNs }: BigIntStats): DiskFile {
  return {
    path,
    size: Number(size),
    mtime: Number(mtimeNs / 1_000_000_000n) + 1e-9 * Number(mtimeNs % 1_000_000_000n),
  };
}

function send_disk_file(
  file: DiskFile,
  environment: SendFileEnvironment,
  options: SendFileOptions,
): Response {
  const named = { ...options, download_name: options.download_name ?? basename(file.path) };
  const body = environment.use_x_sendfile ? null : new FileBody(file.path, 0, file.size);
  const response = make_response(body, file.path, environment, named);
  if (environment.use_x_sendfile) response.header_list.set("X-Sendfile", file.path);
  return finish(response, file, file.size, environment, named);
}

function check_binary(source: Uint8Array | StreamBody): void {
  if (!(source instanceof Uint8Array) && !is_stream(source)) {
    throw new TypeError("send_file() takes a path, bytes or a stream; for text pass Buffer.from(text).");
  }
  if (source instanceof Readable && source.readableEncoding !== null) {
    throw new ValueError("Files must be opened in binary mode: this stream has an encoding and gives text.");
  }
}

function make_response(
  body: Uint8Array | StreamBody | null,
  path: string | null,
  environment: SendFileEnvironment,
  options: SendFileOptions,
): Response {
  const headers = new HeaderList();
  const mimetype = options.mimetype ?? guessed_type(headers, options);
  add_disposition(headers, options);
  const { response_class = Response } = environment;
  return new response_class(body, { headers, mimetype, direct_passthrough: path !== null });
}

function guessed_type(headers: HeaderList, { download_name, as_attachment }: SendFileOptions): string {
  if (!download_name) {
    throw new TypeError(
      "The MIME type cannot be told without a file name: set mimetype or download_name, or pass a path.",
    );
  }
  const { mimetype, encoding } = guess_type(download_name);
  // An attachment is saved as it is: a browser told of the encoding would unpack a .tar.gz and keep its name.
  if (encoding !== null && !as_attachment) headers.set("Content-Encoding", encoding);
  return mimetype ?? "application/octet-stream";
}

function add_disposition(
  headers: HeaderList,
  { download_name, as_attachment = false }: SendFileOptions,
): void {
  if (download_name) {
    const value = dump_options_header(as_attachment ? "attachment" : "inline", file_names(download_name));
    headers.set("Content-Disposition", value);
  } else if (as_attachment) {
    throw new TypeError("An attachment needs a name: set download_name, or pass a path.");
  }
}

/** RFC 6266: a name beyond ASCII goes in both forms, the plain one with what is left of it. */
function file_names(name: string): Record<string, string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  const beyond_ascii = /[^\x00-\x7f]/g;
  if (!beyond_ascii.test(name)) return { filename: name };
  const simple = name.normalize("NFKD").replace(beyond_ascii, "");
  return { filename: simple, "filename*": `UTF-8''${quote(name, ATTRIBUTE_CHARACTERS)}` };
}

function finish(
  response: Response,
  file: DiskFile | null,
  size: number | null,
  environment: SendFileEnvironment,
  options: SendFileOptions,
): Response {
  if (size !== null) response.content_length = size;
  const last_modified = options.last_modified ?? file?.mtime ?? null;
  if (last_modified !== null) response.last_modified = last_modified;
  add_cache_control(response, file, options.max_age);
  add_tag(response, file, options.etag ?? true);
  if (options.conditional === false || environment.request === null) return response;
  response.make_conditional(environment.request, { accept_ranges: true, complete_length: size });
  // Some servers send the file of an X-Sendfile although the status is 304.
  if (response.status_code === 304) response.header_list.remove("X-Sendfile");
  return response;
}

function add_cache_control(
  response: Response,
  file: DiskFile | null,
  max_age: SendFileOptions["max_age"],
): void {
  const given = typeof max_age === "function" ? max_age(file?.path ?? null) : max_age;
  const control = response.cache_control;
  if (given === null || given === undefined) {
    control.no_cache = true;
    return;
  }
  const seconds = Math.trunc(Number(given));
  if (seconds > 0) control.public = true;
  else control.no_cache = true;
  control.max_age = seconds;
  response.expires = Math.trunc(Date.now() / 1000 + seconds);
}

function add_tag(response: Response, file: DiskFile | null, etag: boolean | string): void {
  if (typeof etag === "string") response.set_etag(etag);
  else if (etag && file !== null)
    response.set_etag(`${float_text(file.mtime)}-${file.size}-${adler_32(file.path)}`);
}

/** Seconds as Python prints a float, so that both servers give a file the same tag. */
function float_text(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
}

function adler_32(text: string): number {
  let low = 1;
  let high = 0;
  for (const byte of Buffer.from(text, "utf8")) {
    low = (low + byte) % ADLER_MODULUS;
    high = (high + low) % ADLER_MODULUS;
  }
  return high * 65_536 + low;
}
