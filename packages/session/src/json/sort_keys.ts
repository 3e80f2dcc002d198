const SURROGATE = /[\ud800-\udfff]/;

// More are left to the engine, whose sort takes 0.2 µs to begin.
const FEW = 16;

/** Sorts keys in place as Python does, by code point. Raises nothing; returns the same array. */
export function sort_keys(keys: string[]): string[] {
  if (keys.length <= FEW) return insertion_sort(keys);
  // JavaScript's own order is by UTF-16 unit, which differs only where surrogates take part.
  return keys.some(has_surrogate) ? keys.sort(by_code_point) : keys.sort();
}

/** Nothing is moved where the keys are in order, as those of a session that came from a cookie are. */
function insertion_sort(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index]!;
    let place = index;
    for (; place > 0 && by_code_point(keys[place - 1]!, key) > 0; place--) keys[place] = keys[place - 1]!;
    keys[place] = key;
  }
  return keys;
}

function has_surrogate(key: string): boolean {
  return SURROGATE.test(key);
}

function by_code_point(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  for (let at = 0; at < end; at++) {
    if (left.charCodeAt(at) === right.charCodeAt(at)) continue;
    return weight(left, at) - weight(right, at);
  }
  return left.length - right.length;
}

/** Lifts the halves of a pair over U+E000 to U+FFFF: where two texts first differ, that gives the order of code points. */
function weight(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const is_paired =
    (is_high(unit) && is_low(text.charCodeAt(at + 1))) || (is_low(unit) && is_high(text.charCodeAt(at - 1)));
  return is_paired ? unit + 0x10000 : unit;
}

function is_high(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function is_low(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
