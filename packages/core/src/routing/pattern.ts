import { CharSet } from "./char_set.ts";

/** Fixed text, as code points. */
export interface TextAtom {
  readonly kind: "text";
  readonly units: readonly number[];
}
/** One of several texts, the earlier one preferred. */
export interface ChoiceAtom {
  readonly kind: "choice";
  readonly items: readonly (readonly number[])[];
}
/** From `min` to `max` characters of a set, as many as possible, or as few when `lazy`. */
export interface RunAtom {
  readonly kind: "run";
  readonly set: CharSet;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
}
/** A step of a pattern; `-?\d+` is [a run of 0 to 1 `-`, a run of 1 or more digits]. */
export type Atom = TextAtom | ChoiceAtom | RunAtom;

const DIGIT_OR_WORD = /^\\[dDwWsS]$/;
// Letters and digits after a backslash have meanings of their own; all else stands for itself.
const ESCAPED_LITERAL = /^\\[^a-zA-Z0-9]$/u;
const TOKEN = /\\.|\[(?:[^\\\]]|\\.)*\]|\(\?:(?:[^\\()[\]?*+{}^$.]|\\[^a-zA-Z0-9])*\)|[^\\]/suy;
const QUANTIFIER = /([*+?]|\{(\d+)(,?)(\d*)\})(\??)(?![*+?{])/y;
const BAR = 0x7c;
const BACKSLASH = 0x5c;
const RESERVED = new Set("^$*+?()[]{}|");

export function text_atom(text: string): TextAtom {
  return { kind: "text", units: code_points(text) };
}

/**
 * Takes a converter's regular expression apart where it is a row of characters, classes and a choice of texts,
 * which the part matchers walk in linear time. `null` for all else: groups, lookaround, anchors, references.
 */
export function parse_pattern(source: string): Atom[] | null {
  const atoms: Atom[] = [];
  for (let at = 0; at < source.length; ) {
    const token = take(TOKEN, source, at);
    if (token === null) return null;
    at += token[0].length;
    const quantifier = take(QUANTIFIER, source, at);
    if (quantifier !== null) at += quantifier[0].length;
    const atom = atom_of(token[0], quantifier);
    if (atom === null) return null;
    atoms.push(atom);
  }
  return atoms;
}

function take(expression: RegExp, source: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(source);
}

function atom_of(token: string, quantifier: RegExpExecArray | null): Atom | null {
  if (token.startsWith("(?:")) return quantifier === null ? choice_atom(token.slice(3, -1)) : null;
  const source = class_source(token);
  if (source === null) return null;
  const [min, max] = quantifier === null ? [1, 1] : bounds(quantifier);
  return { kind: "run", set: set_of(source), min, max, lazy: quantifier?.[5] === "?" };
}

/** The token as a class that `CharSet` takes; `null` when it is no single character or class. */
function class_source(token: string): string | null {
  // As in Python, a dot is anything but a line feed.
  if (token === ".") return "[^\\n]";
  if (token.startsWith("[") || DIGIT_OR_WORD.test(token)) return token;
  if (ESCAPED_LITERAL.test(token)) return literal_class(token.slice(1));
  return token.startsWith("\\") || RESERVED.has(token) ? null : literal_class(token);
}

function literal_class(character: string): string {
  return `[\\u{${character.codePointAt(0)!.toString(16)}}]`;
}

// Making a set tests every ASCII character, and the built-in converters ask for the same few again and again.
const known_sets = new Map<string, CharSet>();

function set_of(source: string): CharSet {
  let set = known_sets.get(source);
  if (set === undefined) {
    set = new CharSet(source);
    known_sets.set(source, set);
  }
  return set;
}

function bounds([, sign, least, comma, most]: RegExpExecArray): [min: number, max: number] {
  if (sign === "?") return [0, 1];
  if (sign === "*") return [0, Number.POSITIVE_INFINITY];
  if (sign === "+") return [1, Number.POSITIVE_INFINITY];
  if (comma === "") return [Number(least), Number(least)];
  return [Number(least), most === "" ? Number.POSITIVE_INFINITY : Number(most)];
}

function choice_atom(alternatives: string): ChoiceAtom {
  const items: number[][] = [[]];
  const units = code_points(alternatives);
  for (let at = 0; at < units.length; at++) {
    if (units[at] === BAR) items.push([]);
    else items.at(-1)!.push(units[at] === BACKSLASH ? units[++at]! : units[at]!);
  }
  return { kind: "choice", items };
}

function code_points(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
