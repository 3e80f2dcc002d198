import { Float } from "@miniflask/session";

/** A value as nested lists that say each Python type, as oracle.py's `describe` gives them. */
export function describe_value(value: unknown): unknown {
  if (value === null) return ["none"];
  if (typeof value === "boolean") return ["bool", value];
  if (typeof value === "bigint") return ["int", String(value)];
  if (typeof value === "number") return describe_number(value);
  if (typeof value === "string") return ["str", value];
  if (value instanceof Uint8Array) return ["bytes", Buffer.from(value).toString("hex")];
  if (value instanceof Date) return ["datetime", Math.floor(value.getTime() / 1000)];
  if (value instanceof Float) return ["float", String(value)];
  return describe_object(value as object);
}

function describe_number(value: number): unknown {
  if (Number.isSafeInteger(value)) return ["int", String(value)];
  if (Number.isNaN(value)) return ["float", "nan"];
  if (!Number.isFinite(value)) return ["float", value > 0 ? "inf" : "-inf"];
  return ["float", String(new Float(value))];
}

const PYTHON_TYPE = Symbol.for("miniflask.python_type");

function describe_object(value: object): unknown {
  const marked = (value as { [PYTHON_TYPE]?: unknown })[PYTHON_TYPE];
  if (marked === "markup") return ["markup", String(value)];
  if (marked === "uuid") return ["uuid", (value as { hex: string }).hex];
  if (Array.isArray(value)) return [marked === "tuple" ? "tuple" : "list", value.map(describe_value)];
  const keys = Object.keys(value).sort(by_code_point);
  return ["dict", keys.map((key) => [key, describe_value((value as Record<string, unknown>)[key])])];
}

function by_code_point(left: string, right: string): number {
  const [a, b] = [Array.from(left, code_point), Array.from(right, code_point)];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
  }
  return a.length - b.length;
}

function code_point(char: string): number {
  return char.codePointAt(0) ?? 0;
}
