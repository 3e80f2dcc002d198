import { ValueError } from "../data/errors.ts";
import { BaseConverter } from "./base_converter.ts";

/** One of the texts given: `<any(about, help, "a b"):page>` (Werkzeug). */
export class AnyConverter extends BaseConverter {
  readonly items: ReadonlySet<string>;

  constructor(map: unknown, ...items: string[]) {
    super(map);
    for (const item of items) {
      if (typeof item !== "string") throw new TypeError(`any takes texts; write "${String(item)}" in quotes`);
    }
    this.items = new Set(items);
    this.part_isolating = new.target.part_isolating ?? true;
    this.regex = `(?:${items.map(escape_regex).join("|")})`;
  }

  /** Throws ValueError for a value that is not one of the items. */
  override to_url(value: unknown): string {
    if (this.items.has(String(value))) return String(value);
    const valid = Array.from(this.items, (item) => `'${item}'`).sort();
    throw new ValueError(`'${String(value)}' is not one of ${valid.join(", ")}`);
  }
}

function escape_regex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
