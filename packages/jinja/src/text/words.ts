import { is_space } from "./characters.ts";

/** Python's `text.split()`: the words between runs of whitespace. */
export function split_words(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && !is_space(text.charAt(at));
    if (inside && start < 0) start = at;
    if (!inside && start >= 0) {
      words.push(text.slice(start, at));
      start = -1;
    }
  }
  return words;
}
