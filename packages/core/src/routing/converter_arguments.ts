import { ValueError } from "../data/errors.ts";

/** A literal in a rule: `<any(about, "a b"):page>`, `<int(min=1, signed=True):id>`. */
export type ArgumentValue = string | number | bigint | boolean | null;

// Python's grammar for them, which lets a dot stand for any character.
const ARGUMENT =
  /\s*(?:(?<name>[\p{L}\p{N}_]+)\s*=\s*)?(?<value>True|False|\d+.\d+|\d+.|\d+|[\p{L}\p{N}_.]+|[urUR]?(?<text>"[^"]*?"|'[^']*'))\s*,/gu;
const INTEGER = /^\d+(?:_\d+)*$/;
const FLOAT = /^(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e\d+(?:_\d+)*)?$/i;
const NAMED_FLOATS = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
]);
const CONSTANTS = new Map<string, ArgumentValue>([
  ["None", null],
  ["True", true],
  ["False", false],
]);

/** The arguments of a converter: `2, max=5` is [[2], { max: 5 }]. Throws ValueError where they cannot be read. (Werkzeug) */
export function parse_converter_args(
  argstr: string,
): [args: ArgumentValue[], kwargs: Record<string, ArgumentValue>] {
  const text = `${argstr},`;
  const args: ArgumentValue[] = [];
  const kwargs: Record<string, ArgumentValue> = Object.create(null);
  let position = 0;
  for (const item of text.matchAll(ARGUMENT)) {
    if (item.index !== position) {
      throw new ValueError(`Cannot parse converter argument '${text.slice(position, item.index)}'`);
    }
    const { name, value, text: quoted } = item.groups!;
    if (name === undefined) args.push(literal(quoted ?? value!));
    else kwargs[name] = literal(quoted ?? value!);
    position = item.index + item[0].length;
  }
  return [args, kwargs];
}

function literal(text: string): ArgumentValue {
  const constant = CONSTANTS.get(text);
  if (constant !== undefined) return constant;
  const digits = text.trim().replaceAll("_", "");
  if (INTEGER.test(text.trim())) return whole_number(digits);
  if (FLOAT.test(text.trim())) return Number(digits);
  return NAMED_FLOATS.get(text.toLowerCase()) ?? unquoted(text);
}

function whole_number(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

function unquoted(text: string): string {
  const is_quoted = (text.startsWith('"') || text.startsWith("'")) && text.endsWith(text[0]!);
  return is_quoted ? text.slice(1, -1) : text;
}

/**
 * Arguments by name: those in order first, then the keywords, which come last in one object. `named_arguments("int",
 * ["fixed_digits", "min"], [4, { min: 2 }])` is { fixed_digits: 4, min: 2 }. Throws TypeError for one that is not there.
 */
export function named_arguments<Name extends string>(
  converter: string,
  names: readonly Name[],
  args: readonly unknown[],
): Partial<Record<Name, unknown>> {
  const last = args.at(-1);
  const keywords = typeof last === "object" && last !== null ? last : {};
  const in_order = keywords === last ? args.slice(0, -1) : args;
  const named: Partial<Record<string, unknown>> = Object.create(null);
  for (const [index, value] of in_order.entries()) named[names[index] ?? String(index)] = value;
  Object.assign(named, keywords);
  for (const name of Object.keys(named)) {
    if ((names as readonly string[]).includes(name)) continue;
    throw new TypeError(`the converter ${converter} has no argument ${name}; it takes ${names.join(", ")}`);
  }
  return named;
}
