import { CommandError } from "./command_error.ts";
import { type Literal, LiteralError, LiteralReader } from "./literal_reader.ts";

/** What --app names: a module, and perhaps something in it. */
export interface AppReference {
  readonly module: string;
  readonly name: string | undefined;
}

/** `name`, or `name(args)` with the arguments read. */
export interface NamedApp {
  readonly name: string;
  /** Undefined for a plain name. Keyword arguments are one trailing object. */
  readonly args: readonly Literal[] | undefined;
}

/** `./app.ts:create_app('dev')` taken apart. A colon before a slash belongs to a path (`C:\app.ts`). */
export function parse_app_reference(text: string): AppReference {
  const colon = text.search(/:(?![\\/])/);
  if (colon === -1) return { module: text, name: undefined };
  return { module: text.slice(0, colon), name: text.slice(colon + 1) };
}

/** What stands after the colon. Raises CommandError in Flask's words. */
export function parse_app_name(text: string): NamedApp {
  const reader = new LiteralReader(text);
  const name = reader.name();
  if (name === undefined) throw not_a_name(text);
  if (reader.at_end) return { name, args: undefined };
  if (reader.take(".")) throw new CommandError(`Function reference must be a simple name: ${quoted(text)}.`);
  if (!reader.take("(")) throw not_a_name(text);
  const args = read_arguments(reader, text);
  if (!reader.at_end) throw not_a_name(text);
  return { name, args };
}

function read_arguments(reader: LiteralReader, text: string): Literal[] {
  const args: Literal[] = [];
  const keywords: [string, Literal][] = [];
  try {
    while (!reader.take(")")) {
      const keyword = reader.keyword();
      if (keyword === undefined) args.push(reader.value());
      else keywords.push([keyword, reader.value()]);
      if (reader.take(",")) continue;
      if (reader.take(")")) break;
      throw new LiteralError("a comma is missing");
    }
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    throw new CommandError(`Failed to parse arguments as literal values: ${quoted(text)}.`);
  }
  return keywords.length === 0 ? args : [...args, Object.fromEntries(keywords)];
}

function not_a_name(text: string): CommandError {
  return new CommandError(`Failed to parse ${quoted(text)} as an attribute name or function call.`);
}

const quoted = (text: string) => `'${text}'`;
