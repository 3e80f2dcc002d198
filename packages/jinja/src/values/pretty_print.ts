import { dict_entries } from "./dict.ts";
import { is_mapping, is_text } from "./kinds.ts";
import { compare } from "./ordering.ts";
import { repr } from "./text_of_value.ts";
import { GroupTuple, is_tuple } from "./tuple.ts";

const WIDTH = 80;

/** Python's `pprint.pformat`: a value in one line where it fits, else one item a line. Dicts are sorted by key. */
export function pretty_text(value: unknown): string {
  return format(value, 0, 0, []);
}

function format(value: unknown, indent: number, allowance: number, open: readonly unknown[]): string {
  const flat = sorted_repr(value, open);
  if (flat.length <= WIDTH - indent - allowance || open.includes(value)) return flat;
  const inside = [...open, value];
  if (is_mapping(value) && dict_entries(value).length > 0) {
    return `{${dict_items(value, indent, allowance + 1, inside)}}`;
  }
  if (is_list(value) && value.length > 0) {
    const [left, right] = brackets(value);
    return left + list_items(value, indent, allowance + right.length, inside) + right;
  }
  return is_text(value) && typeof value === "string"
    ? text_lines(value, indent, allowance, open.length)
    : flat;
}

/** Pairs of `groupby` bring a repr of their own, so pprint leaves them alone. */
function is_list(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !(value instanceof GroupTuple);
}

function brackets(value: readonly unknown[]): [string, string] {
  if (!is_tuple(value)) return ["[", "]"];
  return ["(", value.length === 1 ? ",)" : ")"];
}

function list_items(
  items: readonly unknown[],
  indent: number,
  allowance: number,
  open: readonly unknown[],
): string {
  const inner = indent + 1;
  return items
    .map((item, at) => format(item, inner, at === items.length - 1 ? allowance : 1, open))
    .join(`,\n${" ".repeat(inner)}`);
}

function sorted_entries(value: Parameters<typeof dict_entries>[0]): [unknown, unknown][] {
  return dict_entries(value).sort(([a], [b]) => safe_compare(a, b));
}

/** Keys that do not compare keep apart by their types' names, as pprint's safe keys do. */
function safe_compare(a: unknown, b: unknown): number {
  try {
    return compare(a, b);
  } catch {
    return typeof a < typeof b ? -1 : 1;
  }
}

function dict_items(
  value: Parameters<typeof dict_entries>[0],
  indent: number,
  allowance: number,
  open: readonly unknown[],
): string {
  const entries = sorted_entries(value);
  return entries
    .map(([key, item], at) => {
      const name = `${repr(key)}: `;
      const rest = at === entries.length - 1 ? allowance : 1;
      return name + format(item, indent + 1 + name.length, rest, open);
    })
    .join(`,\n${" ".repeat(indent + 1)}`);
}

/** The repr with dicts sorted at every level. */
function sorted_repr(value: unknown, open: readonly unknown[]): string {
  if (open.includes(value)) return is_mapping(value) ? "{...}" : "[...]";
  const inside = [...open, value];
  if (is_mapping(value)) {
    const pairs = sorted_entries(value).map(([key, item]) => `${repr(key)}: ${sorted_repr(item, inside)}`);
    return `{${pairs.join(", ")}}`;
  }
  if (!is_list(value)) return repr(value);
  const [left, right] = brackets(value);
  return left + value.map((item) => sorted_repr(item, inside)).join(", ") + right;
}

/** Long text is broken at spaces into neighbouring literals. */
function text_lines(text: string, indent: number, allowance: number, level: number): string {
  const parts = text_parts(text, WIDTH - indent - (level === 0 ? 1 : 0), allowance + (level === 0 ? 1 : 0));
  if (parts.length === 1) return parts[0] ?? "";
  const pad = " ".repeat(indent + (level === 0 ? 1 : 0));
  const joined = parts.join(`\n${pad}`);
  return level === 0 ? `(${joined})` : joined;
}

function text_parts(text: string, width: number, allowance: number): string[] {
  const lines = text.split(/(?<=\n)/);
  return lines.flatMap((line, at) => {
    const last = at === lines.length - 1;
    if (repr(line).length <= width - (last ? allowance : 0)) return [repr(line)];
    return broken_line(line, width, last ? allowance : 0);
  });
}

function broken_line(line: string, width: number, allowance: number): string[] {
  const words = line.match(/\S*\s*/g)?.filter((word) => word !== "") ?? [];
  const parts: string[] = [];
  let current = "";
  words.forEach((word, at) => {
    const room = at === words.length - 1 ? width - allowance : width;
    if (current !== "" && repr(current + word).length > room) {
      parts.push(repr(current));
      current = word;
    } else {
      current += word;
    }
  });
  if (current !== "") parts.push(repr(current));
  return parts;
}
