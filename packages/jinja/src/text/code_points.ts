/** Python counts characters, JavaScript UTF-16 units. Text without surrogates, nearly all text, needs no conversion. */
const SURROGATE = /[\ud800-\udfff]/;

export function has_surrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** The characters of `text` as Python counts them. */
export function characters(text: string): string[] {
  return has_surrogates(text) ? Array.from(text) : text.split("");
}

export function length_of(text: string): number {
  if (!has_surrogates(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** `text[start:stop]` in characters; both are already clamped to 0…length. */
export function slice_text(text: string, start: number, stop: number): string {
  if (!has_surrogates(text)) return text.slice(start, stop);
  return Array.from(text).slice(start, stop).join("");
}
