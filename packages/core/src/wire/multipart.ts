import type { Readable } from "node:stream";
import { Dicer } from "@fastify/busboy";
import { HeaderList } from "../data/header_list.ts";
import { Headers } from "../data/headers.ts";
import { parse_options_header } from "../data/options_header.ts";
import { decode_ascii } from "../data/url_text.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { RequestEntityTooLarge } from "./errors.ts";
import { FileStorage } from "./file_storage.ts";
import { SpooledFile } from "./spooled_file.ts";

/** The limits of a multipart body, null for none. */
export interface MultipartLimits {
  /** Bytes of one field, and of what stands before the first part. */
  readonly max_form_memory_size: number | null;
  readonly max_form_parts: number | null;
}

/** A body that is no multipart form: Werkzeug answers it with an empty form, not with an error. */
class MalformedForm extends Error {}

type PartHeaders = { readonly [lower_name: string]: readonly string[] };

/** RFC 2046 section 5.1.1 allows 70 characters; the parser's search has room for this many. */
const MAX_BOUNDARY = 250;
/** The parser keeps 80 KB of a part's headers and drops the rest; looking every SLICE bytes, none is ever cut short. */
const MAX_PART_HEADERS = 64 * 1024;
const SLICE = 16 * 1024;
/** The charsets of a field that Werkzeug honours; modern clients send UTF-8. */
const FIELD_CHARSETS: ReadonlyMap<string, "latin1" | "ascii"> = new Map([
  ["iso-8859-1", "latin1"],
  ["ascii", "ascii"],
  ["us-ascii", "ascii"],
]);

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** One multipart body while it comes in: fields are kept in memory, files go where `SpooledFile` puts them. */
export class MultipartForm {
  /** Names and values in turn. */
  readonly fields: string[] = [];
  /** Names and files in turn. */
  readonly files: (string | FileStorage)[] = [];
  parts = 0;
  largest_field = 0;
  readonly #limits: MultipartLimits;
  readonly #spooled: SpooledFile[] = [];
  readonly #readers: Promise<void>[] = [];
  readonly #dicer: Dicer;
  readonly #ended: Promise<void>;
  #end!: () => void;
  #wake: (() => void) | null = null;
  #failure: Error | null = null;
  #written = 0;
  /** Where the headers began that are being read, -1 outside of them; the preamble counts as such. */
  #headers_from = 0;

  /** Null when the boundary is none. */
  static open(boundary: string | undefined, limits: MultipartLimits): MultipartForm | null {
    if (!boundary || boundary.length > MAX_BOUNDARY || !/^[\x20-\x7e]+$/.test(boundary)) return null;
    return new MultipartForm(boundary, limits);
  }

  private constructor(boundary: string, limits: MultipartLimits) {
    this.#limits = limits;
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    const config = { boundary, highWaterMark: 4 * SLICE }; // Dicer is a Writable, which its Config leaves out
    this.#dicer = new Dicer(config);
    this.#dicer.on("part", (part) => this.#open_part(part));
    this.#dicer.on("finish", this.#end);
    this.#dicer.on("error", () => this.#fail(new MalformedForm()));
    this.#dicer.on("drain", () => this.#wake?.());
  }

  /** Takes the next bytes; the ones after it have to wait for the promise, where there is one. Raises 413. */
  write(chunk: Uint8Array): Promise<void> | void {
    for (let at = 0; at < chunk.byteLength; at += SLICE) {
      if (!this.#write_slice(chunk.subarray(at, at + SLICE)))
        return this.#write_rest(chunk.subarray(at + SLICE));
    }
  }

  async #write_rest(rest: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
    await this.write(rest);
  }

  /** Whether more can follow at once. */
  #write_slice(slice: Uint8Array): boolean {
    this.#check_headers();
    this.#throw_failure();
    this.#written += slice.byteLength;
    return this.#failure !== null || this.#dicer.write(slice) || this.#failure !== null;
  }

  #check_headers(): void {
    if (this.#headers_from < 0) return;
    const limit =
      this.parts === 0 ? (this.#limits.max_form_memory_size ?? MAX_PART_HEADERS) : MAX_PART_HEADERS;
    if (this.#written - this.#headers_from > limit) this.#fail(new RequestEntityTooLarge());
  }

  /** A malformed body is read to its end all the same, as the connection goes on behind it. */
  #throw_failure(): void {
    if (this.#failure !== null && !(this.#failure instanceof MalformedForm)) throw this.#failure;
  }

  /** Call after the last chunk. Raises 413; a malformed body ends as an empty form. */
  async finish(): Promise<void> {
    if (this.#failure === null) {
      this.#dicer.end();
      await this.#ended;
    }
    if (this.#failure === null) await Promise.all(this.#readers);
    this.#throw_failure();
    if (this.#failure !== null) await this.close();
  }

  /** Drops what was read, files included. */
  async close(): Promise<void> {
    this.fields.length = 0;
    this.files.length = 0;
    for (const file of this.#spooled) await file.close();
  }

  #fail(failure: Error): void {
    this.#failure ??= failure;
    this.#end();
    this.#wake?.();
  }

  #open_part(part: Readable): void {
    this.#headers_from = this.#written;
    part.on("error", () => this.#fail(new MalformedForm()));
    if (++this.parts > (this.#limits.max_form_parts ?? Number.POSITIVE_INFINITY))
      this.#fail(new RequestEntityTooLarge());
    part.on("header", (headers: PartHeaders) => {
      this.#headers_from = -1;
      if (this.#failure !== null) return;
      const reading = this.#read_part(part, headers);
      this.#readers.push(reading.catch((error: Error) => this.#fail(error)));
    });
  }

  async #read_part(part: Readable, raw_headers: PartHeaders): Promise<void> {
    const headers = part_headers(raw_headers);
    const disposition = headers.get("Content-Disposition");
    if (disposition === undefined) throw new MalformedForm();
    const { name, filename } = parse_options_header(disposition)[1];
    if (name === undefined) part.resume();
    else if (filename === undefined) await this.#read_field(part, name, headers);
    else await this.#read_file(part, name, filename, headers);
  }

  async #read_field(part: Readable, name: string, headers: HeaderList): Promise<void> {
    const at = this.fields.push(name, "") - 1;
    const limit = this.#limits.max_form_memory_size ?? Number.POSITIVE_INFINITY;
    const value = new ByteBuffer();
    for await (const chunk of part) {
      value.append(chunk);
      if (value.length > limit) throw new RequestEntityTooLarge();
    }
    // Of a form that failed meanwhile nothing is kept.
    if (this.#failure !== null) return;
    this.largest_field = Math.max(this.largest_field, value.length);
    this.fields[at] = decode_field(value.bytes(), headers.get("Content-Type"));
  }

  async #read_file(part: Readable, name: string, filename: string, headers: HeaderList): Promise<void> {
    const content = new SpooledFile();
    this.#spooled.push(content);
    this.files.push(name, new FileStorage(content, { name, filename, headers: new Headers(headers) }));
    for await (const chunk of part) {
      const written = content.write(chunk);
      if (written !== undefined) await written;
    }
  }
}

/** The parser reads header bytes as Latin-1; they are UTF-8, and a form with others is malformed. */
function part_headers(raw: PartHeaders): HeaderList {
  const flat: string[] = [];
  for (const name of Object.keys(raw)) for (const value of raw[name]!) flat.push(utf_8(name), utf_8(value));
  return new HeaderList(flat);
}

function utf_8(latin_1: string): string {
  try {
    return UTF_8.decode(Buffer.from(latin_1, "latin1"));
  } catch {
    throw new MalformedForm();
  }
}

function decode_field(bytes: Buffer, content_type: string | undefined): string {
  const charset = content_type && parse_options_header(content_type)[1]["charset"];
  const known = charset ? FIELD_CHARSETS.get(charset.toLowerCase()) : undefined;
  if (known === "ascii") return decode_ascii(bytes);
  return bytes.toString(known ?? "utf8");
}
