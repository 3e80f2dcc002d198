import type { HeaderList } from "../data/header_list.ts";
import { Headers } from "../data/headers.ts";
import { parse_options_header } from "../data/options_header.ts";
import { decode_ascii } from "../data/url_text.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { RequestEntityTooLarge } from "./errors.ts";
import { FileStorage } from "./file_storage.ts";
import { MalformedForm, MultipartDecoder } from "./multipart_decoder.ts";
import { SpooledFile } from "./spooled_file.ts";

/** The limits of a multipart body, null for none. */
export interface MultipartLimits {
  /** Bytes of one field; also of a part's headers and of what stands before the first part, but never below 64 KB. */
  readonly max_form_memory_size: number | null;
  readonly max_form_parts: number | null;
}

/** Bodies come from sockets in chunks of this size; larger ones are taken in such slices too. */
const SLICE = 64 * 1024;
/** The charsets of a field that Werkzeug honours; modern clients send UTF-8. */
const FIELD_CHARSETS: ReadonlyMap<string, "latin1" | "ascii"> = new Map([
  ["iso-8859-1", "latin1"],
  ["ascii", "ascii"],
  ["us-ascii", "ascii"],
]);

/** What the bytes of the part that is being read go into. */
type Sink = ByteBuffer | SpooledFile | null;

/** One multipart body while it comes in: fields are kept in memory, files go where `SpooledFile` puts them. */
export class MultipartForm {
  /** Names and values in turn. */
  readonly fields: string[] = [];
  /** Names and files in turn. */
  readonly files: (string | FileStorage)[] = [];
  parts = 0;
  largest_field = 0;
  readonly #memory_limit: number;
  readonly #parts_limit: number;
  readonly #decoder: MultipartDecoder;
  #sink: Sink = null;
  #malformed = false;

  /** Null when the boundary is none. */
  static open(boundary: string | undefined, limits: MultipartLimits): MultipartForm | null {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
    if (!boundary || !/^[\x00-\x7f]+$/.test(boundary)) return null;
    return new MultipartForm(boundary, limits);
  }

  private constructor(boundary: string, limits: MultipartLimits) {
    this.#memory_limit = limits.max_form_memory_size ?? Number.POSITIVE_INFINITY;
    this.#parts_limit = limits.max_form_parts ?? Number.POSITIVE_INFINITY;
    this.#decoder = new MultipartDecoder(boundary);
  }

  /** Takes the next bytes; those after them have to wait for the promise, where there is one. Raises 413. */
  write(chunk: Uint8Array): Promise<void> | void {
    for (let at = 0; at < chunk.byteLength; at += SLICE) {
      const taken = this.#write_slice(chunk.subarray(at, at + SLICE));
      if (taken !== undefined) return this.#write_rest(taken, chunk.subarray(at + SLICE));
    }
  }

  async #write_rest(taken: Promise<void>, rest: Uint8Array): Promise<void> {
    await taken;
    await this.write(rest);
  }

  /** A malformed body is read to its end all the same, as the connection goes on behind it. */
  #write_slice(slice: Uint8Array): Promise<void> | void {
    if (this.#malformed) return;
    // What waits is a part's headers, or what stands before the first part.
    if (this.#decoder.waiting > Math.max(this.#memory_limit, SLICE)) throw new RequestEntityTooLarge();
    this.#decoder.feed(slice);
    return this.#take_events();
  }

  #take_events(): Promise<void> | void {
    try {
      for (
        let event = this.#decoder.next();
        event !== "more" && event !== "done";
        event = this.#decoder.next()
      ) {
        if (event === "part") this.#open_part(this.#decoder.headers);
        else if (event === "part_end") this.#close_part();
        else {
          const written = this.#write_data(this.#decoder.data);
          if (written !== undefined) return written.then(() => this.#take_events());
        }
      }
    } catch (error) {
      if (!(error instanceof MalformedForm)) throw error;
      this.#malformed = true;
    }
  }

  #open_part(headers: HeaderList): void {
    if (++this.parts > this.#parts_limit) throw new RequestEntityTooLarge();
    const { name, filename } = parse_options_header(headers.get("Content-Disposition"))[1];
    // Without a name nobody could ask for it.
    if (name === undefined) this.#sink = null;
    else if (filename === undefined) this.#sink = this.#open_field(name);
    else this.#sink = this.#open_file(name, filename, headers);
  }

  #open_field(name: string): ByteBuffer {
    this.fields.push(name, "");
    return new ByteBuffer();
  }

  #open_file(name: string, filename: string, headers: HeaderList): SpooledFile {
    const content = new SpooledFile();
    this.files.push(name, new FileStorage(content, { name, filename, headers: new Headers(headers) }));
    return content;
  }

  #write_data(data: Buffer): Promise<void> | void {
    if (this.#sink instanceof SpooledFile) return this.#sink.write(data);
    if (this.#sink === null) return;
    this.#sink.append(data);
    if (this.#sink.length > this.#memory_limit) throw new RequestEntityTooLarge();
  }

  #close_part(): void {
    if (!(this.#sink instanceof ByteBuffer)) return;
    this.largest_field = Math.max(this.largest_field, this.#sink.length);
    const type = this.#decoder.headers.get("Content-Type");
    this.fields[this.fields.length - 1] = decode_field(this.#sink.bytes(), type);
  }

  /** Call after the last chunk: a malformed body becomes an empty form. */
  async finish(): Promise<void> {
    if (!this.#malformed) this.#malformed = !this.#decoder.is_complete;
    if (this.#malformed) await this.close();
  }

  /** Drops what was read, files included. */
  async close(): Promise<void> {
    const files = this.files.filter((file) => file instanceof FileStorage);
    this.fields.length = 0;
    this.files.length = 0;
    for (const file of files) await file.close();
  }
}

function decode_field(bytes: Buffer, content_type: string | undefined): string {
  const charset = content_type && parse_options_header(content_type)[1]["charset"];
  const known = charset ? FIELD_CHARSETS.get(charset.toLowerCase()) : undefined;
  if (known === "ascii") return decode_ascii(bytes);
  return bytes.toString(known ?? "utf8");
}
