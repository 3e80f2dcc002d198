import { IndexError, KeyError, ValueError } from "../errors.ts";
import { format_value } from "./format_spec.ts";
import { ascii } from "./percent_format.ts";
import type { Kwargs } from "./signature.ts";
import { repr, text_of_value } from "./text_of_value.ts";

/** How `{0.name[key]}` is looked up, and how a field becomes text: Markup escapes, a sandbox guards. */
export interface FieldAccess {
  getattr(value: unknown, name: string): unknown;
  getitem(value: unknown, key: unknown): unknown;
  text(value: unknown, spec: string): string;
}

/** A format specification may hold fields itself, but no deeper, as in Python. */
const MAX_DEPTH = 2;

/** Python's `format.format(*args, **kwargs)`. */
export function str_format(
  format: string,
  args: readonly unknown[],
  kwargs: Kwargs,
  access: FieldAccess,
): string {
  return new FieldFormatter(args, kwargs, access).run(format, MAX_DEPTH);
}

class FieldFormatter {
  readonly #args: readonly unknown[];
  readonly #kwargs: Kwargs;
  readonly #access: FieldAccess;
  #next = 0;
  #manual = false;

  constructor(args: readonly unknown[], kwargs: Kwargs, access: FieldAccess) {
    this.#args = args;
    this.#kwargs = kwargs;
    this.#access = access;
  }

  run(format: string, depth: number): string {
    if (depth < 0) throw new ValueError("Max string recursion exceeded");
    let out = "";
    let at = 0;
    while (at < format.length) {
      const char = format.charAt(at);
      if ((char === "{" || char === "}") && format.charAt(at + 1) === char) {
        out += char;
        at += 2;
      } else if (char === "{") {
        const stop = field_end(format, at);
        out += this.#field(format.slice(at + 1, stop), depth);
        at = stop + 1;
      } else if (char === "}") {
        throw new ValueError("Single '}' encountered in format string");
      } else {
        out += char;
        at += 1;
      }
    }
    return out;
  }

  #field(text: string, depth: number): string {
    const [path, conversion, spec] = split_field(text);
    const value = convert(this.#value(path), conversion);
    return this.#access.text(value, this.run(spec, depth - 1));
  }

  #value(path: string): unknown {
    const first = /^[^.[]*/.exec(path)?.[0] ?? "";
    let value = this.#first(first);
    let at = first.length;
    while (at < path.length) {
      const step = /^(?:\.([^.[]*)|\[([^\]]*)\])/.exec(path.slice(at));
      const [whole = "", name, key] = step ?? [];
      if (whole === "" || name === "" || key === "") throw new ValueError("Empty attribute in format string");
      value =
        name === undefined
          ? this.#access.getitem(value, item_key(key ?? ""))
          : this.#access.getattr(value, name);
      at += whole.length;
    }
    return value;
  }

  #first(name: string): unknown {
    if (name !== "" && !/^\d+$/.test(name)) {
      if (!Object.hasOwn(this.#kwargs, name)) throw new KeyError(repr(name));
      return this.#kwargs[name];
    }
    const index = this.#position(name);
    if (index >= this.#args.length) {
      throw new IndexError(`Replacement index ${index} out of range for positional args tuple`);
    }
    return this.#args[index];
  }

  #position(name: string): number {
    if (name === "" ? this.#manual : this.#next > 0) {
      const [from, to] = name === "" ? ["manual", "automatic"] : ["automatic", "manual"];
      throw new ValueError(
        `cannot switch from ${from} field ${from === "manual" ? "specification" : "numbering"} to ${to} field ${to === "manual" ? "specification" : "numbering"}`,
      );
    }
    if (name === "") return this.#next++;
    this.#manual = true;
    return Number(name);
  }
}

function item_key(key: string): unknown {
  return /^\d+$/.test(key) ? Number(key) : key;
}

/** Braces nest inside a field; the matching one ends it. */
function field_end(format: string, start: number): number {
  let depth = 0;
  for (let at = start; at < format.length; at++) {
    const char = format.charAt(at);
    if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at;
  }
  throw new ValueError(
    start + 1 >= format.length
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

/** `path!conversion:spec`. */
function split_field(text: string): [path: string, conversion: string, spec: string] {
  const match = /^((?:[^!:[]|\[[^\]]*\]?)*)(?:!([^:]*))?(?::([\s\S]*))?$/.exec(text);
  if (match === null) throw new ValueError("expected ':' after conversion specifier");
  return [match[1] ?? "", match[2] ?? "", match[3] ?? ""];
}

function convert(value: unknown, conversion: string): unknown {
  if (conversion === "") return value;
  if (conversion === "s") return text_of_value(value);
  if (conversion === "r") return repr(value);
  if (conversion === "a") return ascii(repr(value));
  throw new ValueError(`Unknown conversion specifier '${conversion}'`);
}

/** Plain `str.format`: fields are printed by their format specification. */
export function plain_text(value: unknown, spec: string): string {
  return format_value(value, spec);
}
