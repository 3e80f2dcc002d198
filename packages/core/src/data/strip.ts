/** `text` without the characters at both ends that `is_edge` takes; one look at each, however many there are. */
export function strip(text: string, is_edge: (code: number) => boolean): string {
  let start = 0;
  let end = text.length;
  while (start < end && is_edge(text.charCodeAt(start))) start++;
  while (end > start && is_edge(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** What Python's `strip()` and `split()` take for white space; JavaScript's `trim()` leaves some of it. */
export function is_python_space(code: number): boolean {
  if (code < 0x80) return (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20);
  if (code === 0x85 || code === 0xa0 || code === 0x1680) return true;
  return (code >= 0x2000 && code <= 0x200a) || [0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code);
}
