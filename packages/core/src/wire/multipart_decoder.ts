import { HeaderList } from "../data/header_list.ts";
import { trim_blanks } from "../data/header_value.ts";

/** A body that is no multipart form: it is answered with an empty form, not with an error (Werkzeug). */
export class MalformedForm extends Error {}

/** What `next` found: it is in `headers` or `data`. "more" asks for bytes, "done" wants none any more. */
export type MultipartEvent = "part" | "data" | "part_end" | "more" | "done";

type State = "preamble" | "headers" | "first_data" | "data" | "epilogue";

const CR = 0x0d;
const LF = 0x0a;
const DASH = 0x2d;
const EMPTY: Buffer = Buffer.alloc(0);
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** RFC 2046 lets blanks follow a boundary; more than this are no padding, so that no scan is repeated over many. */
const MAX_PADDING = 64;
/** The fewest bytes that are allocated to join chunks in. */
const MIN_CAPACITY = 4096;

/** Where a boundary was found and what follows it. */
interface Boundary {
  /** Where the line break before it starts. */
  readonly start: number;
  /** The first byte behind it; -1 when the bytes that tell are still to come. */
  readonly end: number;
  readonly is_last: boolean;
}

/**
 * Takes a multipart/form-data body apart while it comes in: no I/O, the caller feeds bytes and asks for events. What
 * it makes of every body, broken ones too, is what Werkzeug's MultipartDecoder makes of it (line breaks may be CRLF, LF
 * or CR); unlike there, how the bytes were split into chunks never changes the outcome.
 */
export class MultipartDecoder {
  /** The headers of the part that has begun. */
  headers = new HeaderList();
  /** The next piece of the part; good until the next `feed`. */
  data: Buffer = EMPTY;
  readonly #delimiter: Buffer;
  #state: State = "preamble";
  #buffer: Buffer = EMPTY;
  #owned = false;
  /** The last buffer of our own, for the next time that chunks have to be joined. */
  #spare: Buffer = EMPTY;
  #start = 0;
  #end = 0;
  /** Up to here the buffer holds nothing that is looked for. */
  #searched = 0;

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`--${boundary}`, "latin1");
  }

  /** The bytes that wait for more to follow: headers, or what stands before the first part. */
  get waiting(): number {
    return this.#end - this.#start;
  }

  feed(chunk: Uint8Array): void {
    if (this.#start === this.#end) this.#adopt(chunk);
    else this.#append(chunk);
  }

  #adopt(chunk: Uint8Array): void {
    this.#buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#owned = false;
    this.#start = 0;
    this.#end = chunk.byteLength;
    this.#searched = 0;
  }

  #append(chunk: Uint8Array): void {
    if (!this.#owned || this.#end + chunk.byteLength > this.#buffer.length)
      this.#make_room(this.waiting + chunk.byteLength);
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.byteLength;
  }

  /**
   * Moves what waits to the start of a buffer with room for `length` bytes. It grows by doubling: joining chunk by chunk
   * would take quadratic time where a client sends single bytes; and it is kept while half of it would do, since
   * allocating one for each chunk of a file costs more than to copy it.
   */
  #make_room(length: number): void {
    const room =
      length * 2 <= this.#spare.length
        ? this.#spare
        : Buffer.allocUnsafeSlow(Math.max(length * 2, MIN_CAPACITY));
    this.#buffer.copy(room, 0, this.#start, this.#end);
    this.#searched -= this.#start;
    this.#end -= this.#start;
    this.#start = 0;
    this.#buffer = room;
    this.#spare = room;
    this.#owned = true;
  }

  /** The next event. Raises MalformedForm for a part without Content-Disposition or with headers that are no UTF-8. */
  next(): MultipartEvent {
    switch (this.#state) {
      case "preamble":
        return this.#skip_preamble();
      case "headers":
        return this.#read_headers();
      case "first_data":
        return this.#read_first_data();
      case "data":
        return this.#read_data(this.#start);
      case "epilogue":
        this.#start = this.#end;
        return "done";
    }
  }

  /** Whether the last boundary has come; a body that ends before it is malformed. */
  get is_complete(): boolean {
    return this.#state === "epilogue";
  }

  #skip_preamble(): MultipartEvent {
    const found = this.#find_boundary(false);
    if (found === null || found.end < 0) return "more";
    this.#pass(found);
    return this.next();
  }

  #pass(boundary: Boundary): void {
    this.#start = boundary.end;
    this.#searched = boundary.end;
    this.#state = boundary.is_last ? "epilogue" : "headers";
  }

  #read_headers(): MultipartEvent {
    const blank = this.#find_blank_line();
    if (blank === null) return "more";
    const [at, length] = blank;
    this.headers = parse_part_headers(this.#buffer.subarray(this.#start, at));
    if (!this.headers.has("Content-Disposition")) throw new MalformedForm();
    // The second of the two line breaks stays: where the part is empty it belongs to the boundary that follows.
    this.#start = at + length / 2;
    this.#searched = this.#start;
    this.#state = "first_data";
    return "part";
  }

  /** The first place of two line breaks of one kind, and their length. */
  #find_blank_line(): [at: number, length: number] | null {
    const buffer = this.#buffer;
    let at = this.#searched;
    // Three more bytes tell whether a line break at `at` is the first of two.
    for (; at + 3 < this.#end || (at + 1 < this.#end && buffer[at] === buffer[at + 1]); at++) {
      const byte = buffer[at];
      if (byte !== CR && byte !== LF) continue;
      if (buffer[at + 1] === byte) return [at, 2];
      if (byte === CR && buffer[at + 1] === LF && buffer[at + 2] === CR && buffer[at + 3] === LF)
        return [at, 4];
    }
    this.#searched = at;
    return null;
  }

  #read_first_data(): MultipartEvent {
    // Shorter than this, the bytes may be the start of a boundary; and there has to come one in any case.
    if (this.waiting < this.#delimiter.length + 4) return "more";
    const line_break = this.#buffer[this.#start] === CR && this.#buffer[this.#start + 1] === LF ? 2 : 1;
    this.#state = "data";
    return this.#read_data(this.#start + line_break);
  }

  /** A piece of the part from `content` on; before it stands only the line break that may belong to a boundary. */
  #read_data(content: number): MultipartEvent {
    const found = this.#find_boundary(true);
    const stop = found?.start ?? this.#end_of_safe_data();
    if (found !== null && stop <= content && found.end >= 0) {
      this.#pass(found);
      return "part_end";
    }
    if (stop <= content) {
      // Nothing can be told yet. A line break that was passed over must not be taken for content later.
      if (content > this.#start) this.#state = "first_data";
      return "more";
    }
    this.data = this.#buffer.subarray(content, stop);
    this.#start = stop;
    this.#searched = stop;
    return "data";
  }

  /** Where the last line break starts if a boundary may follow it, else the end. */
  #end_of_safe_data(): number {
    const from = Math.max(this.#start, this.#end - this.#delimiter.length - 2);
    for (let at = this.#end - 1; at >= from; at--) {
      const byte = this.#buffer[at];
      if (byte === CR) return at;
      if (byte === LF) return at > this.#start && this.#buffer[at - 1] === CR ? at - 1 : at;
    }
    return this.#end;
  }

  /** The next boundary in the buffer, `end` -1 where more bytes have to tell; null where there is none. */
  #find_boundary(after_line_break: boolean): Boundary | null {
    const buffer = this.#buffer;
    const delimiter = this.#delimiter;
    let at = buffer.indexOf(delimiter, this.#searched);
    for (; at >= 0 && at + delimiter.length <= this.#end; at = buffer.indexOf(delimiter, at + 1)) {
      const start = start_of_line_break(buffer, at, this.#start);
      if (after_line_break && start === at) continue;
      const found = this.#boundary_at(start, at + delimiter.length);
      if (found !== null) return found;
    }
    if (!after_line_break)
      this.#searched = Math.max(this.#start, this.#end - delimiter.length - MAX_PADDING - 2);
    return null;
  }

  /** The boundary whose delimiter ends at `after`: two dashes, or blanks and a line break, make it one. */
  #boundary_at(start: number, after: number): Boundary | null {
    const buffer = this.#buffer;
    const pending = { start, end: -1, is_last: false };
    if (after >= this.#end) return pending;
    if (buffer[after] === DASH) {
      if (after + 1 >= this.#end) return pending;
      return buffer[after + 1] === DASH ? { start, end: after + 2, is_last: true } : null;
    }
    let at = after;
    while (at < this.#end && at - after < MAX_PADDING && is_padding(buffer[at]!)) at++;
    if (at >= this.#end) return pending;
    if (buffer[at] === LF) return { start, end: at + 1, is_last: false };
    if (buffer[at] !== CR) return null;
    if (at + 1 >= this.#end) return pending;
    return { start, end: buffer[at + 1] === LF ? at + 2 : at + 1, is_last: false };
  }
}

function start_of_line_break(buffer: Buffer, at: number, from: number): number {
  if (at > from && buffer[at - 1] === CR) return at - 1;
  if (at > from && buffer[at - 1] === LF) return at - 1 > from && buffer[at - 2] === CR ? at - 2 : at - 1;
  return at;
}

/** Space, tab, vertical tab and form feed. */
function is_padding(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0b || byte === 0x0c;
}

/** A line break with a blank behind it continues a header (RFC 822); a line without a colon is a name without value. */
function parse_part_headers(bytes: Buffer): HeaderList {
  const flat: string[] = [];
  for (const line of decode_headers(bytes)
    .replace(/(?:\r\n|\n|\r)[ \t]/g, " ")
    .split(/\r\n|\n|\r/)) {
    const text = trim_blanks(line);
    if (text === "") continue;
    const colon = text.indexOf(":");
    if (colon < 0) flat.push(text, "");
    else flat.push(trim_blanks(text.slice(0, colon)), trim_blanks(text.slice(colon + 1)));
  }
  return new HeaderList(flat);
}

function decode_headers(bytes: Buffer): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new MalformedForm();
  }
}
