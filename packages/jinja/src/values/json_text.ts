import { OverflowError, ValueError } from "../errors.ts";
import { Markup } from "../text/markup.ts";
import { dict_entries } from "./dict.ts";
import { is_boxed_float } from "./float.ts";
import { float_digits } from "./float_text.ts";
import { is_mapping, type_name } from "./kinds.ts";
import { compare } from "./ordering.ts";
import { Undefined } from "./undefined.ts";

/** The keyword arguments of Python's `json.dumps` that templates meet. */
export interface JsonOptions {
  readonly indent?: unknown;
  readonly sort_keys?: boolean;
  readonly ensure_ascii?: boolean;
  readonly separators?: readonly [item: string, key: string];
}

interface Layout {
  readonly indent: string | null;
  readonly item: string;
  readonly key: string;
  readonly sort: boolean;
  readonly ascii: boolean;
}

/** Deeper values are refused: the stack must not decide. */
const MAX_DEPTH = 900;

/** Python's `json.dumps(value)`. */
export function json_text(value: unknown, options: JsonOptions = {}): string {
  const { indent = null } = options;
  const unit =
    typeof indent === "number" ? " ".repeat(Math.max(0, indent)) : indent === null ? null : String(indent);
  const [item, key] = options.separators ?? [unit === null ? ", " : ",", ": "];
  const layout = {
    indent: unit,
    item,
    key,
    sort: options.sort_keys ?? false,
    ascii: options.ensure_ascii ?? true,
  };
  return write(value, layout, [], "\n");
}

function write(value: unknown, layout: Layout, open: readonly object[], newline: string): string {
  if (typeof value === "string") return json_string(value, layout.ascii);
  if (value === null || value === undefined) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return number_text(value);
  if (typeof value !== "object") throw unserializable(value);
  if (is_boxed_float(value)) return float_digits(Number(value));
  if (value instanceof Markup) return json_string(value.value, layout.ascii);
  if (open.length > MAX_DEPTH) throw new OverflowError("the value is nested too deeply for JSON");
  if (open.includes(value)) throw new ValueError("Circular reference detected");
  return write_container(value, layout, [...open, value], newline);
}

function write_container(value: object, layout: Layout, open: readonly object[], newline: string): string {
  if (Array.isArray(value)) {
    return wrap(
      "[]",
      value.map((item) => write(item, layout, open, deeper(layout, newline))),
      layout,
      newline,
    );
  }
  if (is_mapping(value)) {
    const pairs = sorted_entries(value, layout).map(
      ([key, item]) =>
        `${json_string(key_text(key), layout.ascii)}${layout.key}${write(item, layout, open, deeper(layout, newline))}`,
    );
    return wrap("{}", pairs, layout, newline);
  }
  const own: unknown = value instanceof Undefined ? undefined : Reflect.get(value, "toJSON");
  if (typeof own !== "function") throw unserializable(value);
  return write(own.call(value), layout, open, newline);
}

function deeper(layout: Layout, newline: string): string {
  return layout.indent === null ? newline : newline + layout.indent;
}

function wrap(brackets: string, parts: readonly string[], layout: Layout, newline: string): string {
  if (parts.length === 0) return brackets;
  const [open, close] = [brackets.charAt(0), brackets.charAt(1)];
  if (layout.indent === null) return open + parts.join(layout.item) + close;
  const inner = deeper(layout, newline);
  return open + inner + parts.join(layout.item + inner) + newline + close;
}

function sorted_entries(value: Parameters<typeof dict_entries>[0], layout: Layout): [unknown, unknown][] {
  const entries = dict_entries(value);
  return layout.sort ? entries.sort(([a], [b]) => compare(a, b)) : entries;
}

function key_text(key: unknown): string {
  if (typeof key === "string") return key;
  if (key instanceof Markup) return key.value;
  if (key === null) return "null";
  if (typeof key === "boolean" || typeof key === "bigint") return String(key);
  if (typeof key === "number") return number_text(key);
  if (is_boxed_float(key)) return float_digits(Number(key));
  throw new TypeError(`keys must be str, int, float, bool or None, not ${type_name(key)}`);
}

/** Python writes NaN and infinities as JavaScript spells them. */
function number_text(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isFinite(value)) return float_digits(value);
  return String(value);
}

function json_string(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  if (!ascii) return quoted;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond printable ASCII is escaped
  return quoted.replace(/[^\x00-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function unserializable(value: unknown): TypeError {
  return new TypeError(`Object of type ${type_name(value)} is not JSON serializable`);
}
