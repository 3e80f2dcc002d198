import { strip_tags } from "./strip_tags.ts";
import { unescape_html } from "./unescape.ts";

/** Anything that brings its own HTML: `__html__()` is trusted as it is. */
export interface HasHtml {
  __html__(): string;
}

export function has_html(value: unknown): value is HasHtml {
  return (
    typeof value === "object" && value !== null && typeof (value as Partial<HasHtml>).__html__ === "function" // probing for the method is what the guard is for
  );
}

/** Text that is safe HTML. What templates join to it is escaped first, so it stays safe. */
export class Markup {
  readonly value: string;

  /** Marks `value` as safe without looking at it; `__html__()` is asked where there is one. */
  constructor(value: unknown = "") {
    this.value = has_html(value) ? value.__html__() : String(value);
  }

  __html__(): string {
    return this.value;
  }
  toString(): string {
    return this.value;
  }
  toJSON(): string {
    return this.value;
  }
  /** The text without tags and comments, whitespace collapsed, character references resolved. */
  striptags(): string {
    return strip_tags(this.value);
  }
  /** The text with character references resolved. */
  unescape(): string {
    return unescape_html(this.value);
  }
  get length(): number {
    return this.value.length;
  }

  /** Safe text from any text: markupsafe's `Markup.escape`. */
  static escape(value: unknown): Markup {
    return has_html(value) ? new Markup(value) : new Markup(escape_text(String(value)));
  }
}

/** Text of this length or less is searched by a loop, which beats starting a regular expression. */
const SHORT = 48;
const UNSAFE = /[&<>"']/;

/** HTML-escapes text with markupsafe's entities. */
export function escape_text(text: string): string {
  const at = text.length <= SHORT ? first_unsafe(text) : text.search(UNSAFE);
  return at < 0 ? text : escape_from(text, at);
}

function first_unsafe(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 62 && (code === 38 || code === 60 || code === 62 || code === 34 || code === 39)) return at;
  }
  return -1;
}

function escape_from(text: string, start: number): string {
  let out = "";
  let kept = 0;
  let entity = "";
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 38:
        entity = "&amp;";
        break;
      case 60:
        entity = "&lt;";
        break;
      case 62:
        entity = "&gt;";
        break;
      case 34:
        entity = "&#34;";
        break;
      case 39:
        entity = "&#39;";
        break;
      default:
        continue;
    }
    out = kept === at ? out + entity : out + text.substring(kept, at) + entity;
    kept = at + 1;
  }
  return kept === text.length ? out : out + text.substring(kept);
}
