import { ValueError } from "./errors.ts";

// The parameters of RFC 3492 section 5.
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const MAX_CODE_POINT = 0x10ffff;

/** A label in punycode, without the prefix (RFC 3492): "☃" is "n3h". */
export function encode_punycode(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0)!);
  const basic = points.filter((point) => point < INITIAL_N);
  let output = String.fromCharCode(...basic) + (basic.length > 0 ? "-" : "");
  let state = { n: INITIAL_N, delta: 0, bias: INITIAL_BIAS };
  for (let handled = basic.length; handled < points.length; ) {
    const next = smallest_from(points, state.n);
    state.delta += (next - state.n) * (handled + 1);
    for (const point of points) {
      if (point < next) state.delta++;
      if (point !== next) continue;
      output += encode_number(state.delta, state.bias);
      const bias = adapt(state.delta, handled + 1, handled === basic.length);
      state = { n: next, delta: 0, bias };
      handled++;
    }
    state = { n: next + 1, delta: state.delta + 1, bias: state.bias };
  }
  return output;
}

/** The label that a punycode text stands for. Raises ValueError when it is none. */
export function decode_punycode(text: string): string {
  const dash = text.lastIndexOf("-");
  const points = Array.from(text.slice(0, Math.max(dash, 0)), (character) => character.charCodeAt(0));
  let n = INITIAL_N;
  let index = 0;
  let bias = INITIAL_BIAS;
  for (let at = dash + 1; at < text.length; ) {
    const number = decode_number(text, at, bias);
    at = number.end;
    index += number.value;
    const length = points.length + 1;
    bias = adapt(number.value, length, points.length === Math.max(dash, 0));
    n += Math.floor(index / length);
    index %= length;
    if (n > MAX_CODE_POINT) throw new ValueError(`"${text}" is no punycode: a code point beyond Unicode`);
    points.splice(index++, 0, n);
  }
  return String.fromCodePoint(...points);
}

function smallest_from(points: readonly number[], least: number): number {
  let smallest = MAX_CODE_POINT + 1;
  for (const point of points) if (point >= least && point < smallest) smallest = point;
  return smallest;
}

function encode_number(value: number, bias: number): string {
  let text = "";
  let rest = value;
  for (let k = BASE; ; k += BASE) {
    const threshold = threshold_at(k, bias);
    if (rest < threshold) return text + digit_of(rest);
    text += digit_of(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function decode_number(text: string, start: number, bias: number): { value: number; end: number } {
  let value = 0;
  let weight = 1;
  for (let at = start, k = BASE; ; at++, k += BASE) {
    const digit = value_of(text.charCodeAt(at));
    if (digit === -1 || value > Number.MAX_SAFE_INTEGER / BASE)
      throw new ValueError(`"${text}" is no punycode`);
    value += digit * weight;
    const threshold = threshold_at(k, bias);
    if (digit < threshold) return { value, end: at + 1 };
    weight *= BASE - threshold;
  }
}

function threshold_at(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, T_MIN), T_MAX);
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digit_of(value: number): string {
  return String.fromCharCode(value < 26 ? 97 + value : 22 + value);
}

function value_of(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 65 && code <= 90) return code - 65;
  return code >= 48 && code <= 57 ? code - 22 : -1;
}
