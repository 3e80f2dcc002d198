import { decode_charset, split_charset } from "./charset_value.ts";
import { dump_parameter, type HeaderDict, type HeaderPairs, pairs_of } from "./dict_header.ts";
import { closing_quote, is_blank, trim_blanks, unquote_header_value } from "./header_value.ts";

const QUOTE = 0x22;
const EQUALS = 0x3d;
const IS_TOKEN = token_table();

/**
 * A value and its parameters: `text/html; charset=UTF-8` is ["text/html", { charset: "UTF-8" }]. Names are lower-cased,
 * invalid parts left out, RFC 2231 charsets and continuations (`a*0=…; a*1=…`) put together. Null is ["", {}]. (Werkzeug)
 */
export function parse_options_header(value: string | null | undefined): [string, HeaderDict<string>] {
  if (value === null || value === undefined) return ["", Object.create(null)];
  const main = main_value(value);
  const semicolon = value.indexOf(";");
  if (semicolon === -1 || main === "") return [main, Object.create(null)];
  return [main, read_options(trim_blanks(value.slice(semicolon + 1)))];
}

/** What stands before the parameters: `parse_options_header(value)[0]`, for those who want nothing else. */
export function main_value(value: string): string {
  const semicolon = value.indexOf(";");
  return trim_blanks(semicolon === -1 ? value : value.slice(0, semicolon));
}

/** Reads the `name=value` parts; a part that is none is skipped, an unclosed quote ends the reading. */
function read_options(text: string): HeaderDict<string> {
  const options = new Options();
  for (let at = 0; at < text.length; ) {
    const name_end = end_of_token(text, at);
    if (name_end > at && text.charCodeAt(name_end) === EQUALS) {
      const start = name_end + 1;
      const end = end_of_value(text, start);
      if (end === -1) break;
      if (end > start) options.take(text.slice(at, name_end).toLowerCase(), text.slice(start, end));
      at = end;
    }
    at = next_part(text, at);
  }
  return options.result();
}

/** Where the next part begins, after a semicolon and blanks; the end of the text when there is none. */
function next_part(text: string, from: number): number {
  const semicolon = text.indexOf(";", from);
  if (semicolon === -1) return text.length;
  let at = semicolon + 1;
  while (is_blank(text.charCodeAt(at))) at++;
  return at;
}

function end_of_value(text: string, start: number): number {
  if (text.charCodeAt(start) !== QUOTE) return end_of_token(text, start);
  const closing = closing_quote(text, start);
  return closing === -1 ? -1 : closing + 1;
}

function end_of_token(text: string, start: number): number {
  let at = start;
  while (IS_TOKEN[text.charCodeAt(at)] === 1) at++;
  return at;
}

// RFC 2231 section 3: `name*`, `name*0` and `name*0*`.
const MARK = /(?:\*(\d+))?(\*)?$/;

/** Puts the parts of a header's parameters together; the last form of a name (plain or continued) wins. */
class Options {
  readonly #whole: HeaderDict<string> = Object.create(null);
  // Continued values by name, in the order of their pieces; few headers have any.
  #pieces: Map<string, Continued> | null = null;

  take(marked_name: string, raw: string): void {
    if (marked_name.includes("*")) this.#take_marked(marked_name, raw);
    else this.#set_whole(marked_name, plain_value(raw));
  }

  result(): HeaderDict<string> {
    for (const [name, { text }] of this.#pieces ?? []) this.#whole[name] = text;
    return this.#whole;
  }

  #take_marked(marked_name: string, raw: string): void {
    const mark = MARK.exec(marked_name)!; // matches at the end if nowhere else
    const name = marked_name.slice(0, mark.index);
    const encoded = mark[2] !== undefined;
    if (mark[1] !== undefined) this.#add_piece(name, raw, encoded);
    else this.#set_whole(name, encoded ? decode_charset(...split_charset(raw)) : plain_value(raw));
  }

  #set_whole(name: string, value: string): void {
    this.#pieces?.delete(name);
    this.#whole[name] = value;
  }

  #add_piece(name: string, raw: string, encoded: boolean): void {
    this.#whole[name] = ""; // keeps the place of the first piece
    this.#pieces ??= new Map();
    const before = this.#pieces.get(name) ?? { text: "", charset: null };
    const [named, text] = encoded ? split_charset(raw) : [null, plain_value(raw)];
    // Only the first piece has to name the charset.
    const charset = named || before.charset;
    const piece = encoded ? decode_charset(charset, text) : text;
    this.#pieces.set(name, { text: before.text + piece, charset });
  }
}

interface Continued {
  readonly text: string;
  readonly charset: string | null;
}

/** A plain value without its quotes; browsers write `%22` for a quote in multipart names (HTML standard). */
function plain_value(raw: string): string {
  const value = unquote_header_value(raw);
  return value.includes("%22") ? value.replaceAll("%22", '"') : value;
}

/**
 * A value with its parameters: `dump_options_header("text/html", { charset: "utf-8" })` is
 * "text/html; charset=utf-8". Values are quoted where needed, null ones left out. (Werkzeug)
 */
export function dump_options_header(
  header: string | null,
  given: HeaderPairs | { readonly options: HeaderPairs },
): string {
  // A parameter of that name is a text.
  const options = "options" in given && typeof given.options === "object" ? given.options : given;
  const parts = header === null ? [] : [header];
  for (const [key, value] of pairs_of((options ?? {}) as HeaderPairs)) {
    if (value !== null && value !== undefined) parts.push(dump_parameter(key, value));
  }
  return parts.join("; ");
}

function token_table(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) {
    if (/[\w!#$%&'*+\-.^`|~]/.test(String.fromCharCode(code))) table[code] = 1;
  }
  return table;
}
