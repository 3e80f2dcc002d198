import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { lookup } from "mime-types";
import { item_pairs } from "../data/item_pairs.ts";
import { urlencode } from "../data/query_text.ts";
import { FileStorage } from "../wire/file_storage.ts";

type Scalar = string | number | bigint | boolean | null | undefined;

/** What can be uploaded: bytes, a stream of them, or a web Blob. */
export type FileContent = Uint8Array | Readable | Blob;

/** A file in a form: `[content, "name.txt"]` or `[content, "name.txt", "text/plain"]`. */
export type FileField = readonly [content: FileContent, filename: string, content_type?: string];

export type FieldValue = Scalar | FileField | FileStorage | Readable | Blob;

/** The fields of a form; a list repeats its field. */
export type FormFields =
  | { lists(): Iterable<readonly [string, readonly FieldValue[]]> }
  | { readonly [name: string]: FieldValue | readonly FieldValue[] }
  | Iterable<readonly [name: string, value: FieldValue]>;

/** A body, and the Content-Type that goes with it. */
export interface EncodedForm {
  /** In pieces when a file among the fields is a stream. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
  readonly content_type: string;
}

interface Part {
  readonly name: string;
  readonly value: Scalar | FilePart;
}

interface FilePart {
  readonly content: FileContent;
  readonly filename: string;
  readonly content_type: string | undefined;
}

/** Encodes fields as a browser's form does: multipart when there is a file or it is asked for, urlencoded otherwise. */
export function encode_form(fields: FormFields, mimetype?: string): EncodedForm {
  const parts = [...parts_of(fields)];
  const multipart = mimetype === undefined ? parts.some(has_file) : mimetype === "multipart/form-data";
  if (multipart) return encode_multipart(parts);
  const pairs = parts.map(({ name, value }) => [name, value] as const);
  return { body: Buffer.from(urlencode(pairs)), content_type: "application/x-www-form-urlencoded" };
}

function encode_multipart(parts: readonly Part[]): EncodedForm {
  const boundary = `----miniflask${randomBytes(16).toString("hex")}`;
  const pieces: FileContent[] = [];
  for (const part of parts) pieces.push(Buffer.from(part_head(part, boundary)), part_content(part), CRLF);
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  const content_type = `multipart/form-data; boundary="${boundary}"`;
  if (pieces.every((piece) => piece instanceof Uint8Array))
    return { body: Buffer.concat(pieces), content_type };
  return { body: read_pieces(pieces), content_type };
}

async function* read_pieces(pieces: readonly FileContent[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) yield piece;
    else if (piece instanceof Blob) yield new Uint8Array(await piece.arrayBuffer());
    else for await (const chunk of piece) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  }
}

const CRLF = Buffer.from("\r\n");

function part_head({ name, value }: Part, boundary: string): string {
  let head = `--${boundary}\r\nContent-Disposition: form-data; name="${escape_parameter(name)}"`;
  if (!is_file_part(value)) return `${head}\r\n\r\n`;
  const { filename, content_type } = value;
  head += `; filename="${escape_parameter(filename)}"\r\n`;
  return `${head}Content-Type: ${content_type ?? (lookup(filename) || "application/octet-stream")}\r\n\r\n`;
}

/** As browsers write it (https://html.spec.whatwg.org/#multipart-form-data): these three would end the parameter. */
function escape_parameter(text: string): string {
  return text.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
}

function part_content({ value }: Part): FileContent {
  return is_file_part(value) ? value.content : Buffer.from(String(value));
}

function* parts_of(fields: FormFields): Generator<Part> {
  const pairs = item_pairs(fields) as Iterable<readonly [string, FieldValue | readonly FieldValue[]]>; // what went in
  for (const [name, value] of pairs) {
    const values = Array.isArray(value) && !is_file_field(value) ? value : [value];
    // An absent value sends nothing, as in Werkzeug.
    for (const item of values)
      if (item !== null && item !== undefined) yield { name, value: as_part_value(name, item) };
  }
}

function as_part_value(name: string, value: FieldValue): Scalar | FilePart {
  if (typeof value !== "object" || value === null) return value;
  if (is_file_field(value)) return { content: value[0], filename: value[1], content_type: value[2] };
  if (value instanceof Blob) {
    const filename = "name" in value ? String(value.name) : "blob";
    return { content: value, filename, content_type: value.type || undefined };
  }
  if (value instanceof Readable) {
    // fs.createReadStream knows its path, as Python's files do.
    const path = "path" in value ? String(value.path) : "file";
    return { content: value, filename: path.slice(path.lastIndexOf("/") + 1), content_type: undefined };
  }
  if (value instanceof FileStorage) {
    return {
      content: value.stream,
      filename: value.filename ?? name,
      content_type: value.content_type ?? undefined,
    };
  }
  throw new TypeError(
    `The form's field ${JSON.stringify(name)} takes text, a number, a file ([bytes, "name.txt"], a stream, a Blob) or a list of them.`,
  );
}

/** A tuple that begins with something to upload; `["a", "b"]` is two values. */
function is_file_field(value: unknown): value is FileField {
  return Array.isArray(value) && typeof value[1] === "string" && is_file_content(value[0]);
}

function is_file_content(value: unknown): value is FileContent {
  return value instanceof Uint8Array || value instanceof Readable || value instanceof Blob;
}

function is_file_part(value: Scalar | FilePart): value is FilePart {
  return typeof value === "object" && value !== null;
}

function has_file({ value }: Part): boolean {
  return is_file_part(value);
}
