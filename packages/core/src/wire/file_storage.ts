import type { PathLike } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { inspect } from "node:util";
import { named_arguments } from "../data/call_arguments.ts";
import { Headers } from "../data/headers.ts";
import { parse_options_header } from "../data/options_header.ts";
import { parse_plain_integer } from "../data/plain_integer.ts";
import { value_repr } from "../data/python_text.ts";
import { SpooledFile } from "./spooled_file.ts";

/** What a FileStorage can be made of: bytes, text or a file that was spooled. */
export type FileContent = SpooledFile | Uint8Array | string | null;

/** The keyword arguments of Werkzeug's FileStorage. */
export interface FileStorageOptions {
  readonly filename?: string | null;
  readonly name?: string | null;
  readonly content_type?: string | null;
  readonly content_length?: number | null;
  readonly headers?: Headers | null;
}

interface NamedArguments extends FileStorageOptions {
  readonly stream?: FileContent;
}

const NAMES = ["stream", "filename", "name", "content_type", "content_length", "headers"];

/**
 * An uploaded file: `const file = request.files["photo"]; await file.save(path)`. Its name comes from the client:
 * never use it as a path without `secure_filename`. An input left empty gives a file whose `filename` is "".
 */
export class FileStorage {
  readonly filename: string | null;
  /** The name of the form's field. */
  readonly name: string | null;
  /** The headers of the part that the file came in. */
  readonly headers: Headers;
  readonly #content: SpooledFile;
  #position = 0;

  constructor(stream?: FileContent, options?: FileStorageOptions);
  constructor(
    stream: FileContent,
    filename: string | null,
    name?: string | null | FileStorageOptions,
    content_type?: string | null | FileStorageOptions,
    content_length?: number | null | FileStorageOptions,
    headers?: Headers | null,
  );
  constructor(...args: unknown[]) {
    const { stream: content = null, ...options } = named_arguments(NAMES, args) as NamedArguments; // what the overloads let in
    this.#content = content instanceof SpooledFile ? content : spooled(content);
    this.filename = options.filename ?? null;
    this.name = options.name ?? null;
    this.headers = options.headers ?? new Headers();
    if (options.content_type !== undefined && options.content_type !== null)
      this.headers.set("Content-Type", options.content_type);
    if (typeof options.content_length === "number")
      this.headers.set("Content-Length", options.content_length);
  }

  /** The type that the client named, null when it named none. */
  get content_type(): string | null {
    return this.headers.get("Content-Type") ?? null;
  }

  /** The length that the part's own header names, which is rare, else 0; `size` is the real one. */
  get content_length(): number {
    return parse_plain_integer(this.headers.get("Content-Length", "")) ?? 0;
  }

  /** The bytes that were received. */
  get size(): number {
    return this.#content.size;
  }

  get mimetype(): string {
    return parse_options_header(this.content_type)[0].toLowerCase();
  }

  get mimetype_params(): Record<string, string> {
    return parse_options_header(this.content_type)[1];
  }

  /** The next `size` bytes, or all that are left. */
  async read(size = -1): Promise<Buffer> {
    const bytes = await this.#content.read_at(this.#position, size < 0 ? this.#content.size : size);
    this.#position += bytes.length;
    return bytes;
  }

  /** Where the next `read` starts. */
  seek(position: number): void {
    this.#position = position;
  }

  tell(): number {
    return this.#position;
  }

  /** What is left to read, as a stream. */
  get stream(): Readable {
    return Readable.from(this, { objectMode: false });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for await (const chunk of this.#content.chunks(this.#position)) {
      this.#position += chunk.length;
      yield chunk;
    }
  }

  /** Writes what is left to read to a path, or to a stream, which stays open. */
  async save(destination: PathLike | Writable): Promise<void> {
    if (is_writable(destination)) await pipeline(this.stream, destination, { end: false });
    else await this.#save_as(destination);
  }

  async #save_as(path: PathLike): Promise<void> {
    await this.#content.save_as(path, this.#position);
    this.#position = this.#content.size;
  }

  /** Gives back memory or disk. Uploads are closed when their request ends. */
  close(): Promise<void> {
    return this.#content.close();
  }

  /** Templates ask it: false for a field whose file was not chosen. */
  __bool__(): boolean {
    return Boolean(this.filename);
  }

  toString(): string {
    return `<FileStorage: ${value_repr(this.filename)} (${value_repr(this.content_type)})>`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

function spooled(content: Uint8Array | string | null): SpooledFile {
  const file = new SpooledFile();
  const bytes = Buffer.from(content ?? "");
  // In memory whatever its size: it is there already.
  if (bytes.length > 0) file.keep(bytes);
  return file;
}

function is_writable(destination: PathLike | Writable): destination is Writable {
  return typeof destination === "object" && "write" in destination && typeof destination.write === "function";
}
