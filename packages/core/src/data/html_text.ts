const SPECIAL = /[&<>"']/;
const ALL_SPECIAL = /[&<>"']/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

/** Something that is HTML already and says so, as Markup does. */
export interface HtmlText {
  __html__(): string;
}

export function is_html(value: unknown): value is HtmlText {
  return typeof value === "object" && value !== null && "__html__" in value;
}

/** `value` as text that is safe inside HTML and quoted attributes, in MarkupSafe's entities. */
export function escape_html(value: string | HtmlText): string {
  if (typeof value !== "string") return String(value.__html__());
  if (!SPECIAL.test(value)) return value;
  return value.replace(ALL_SPECIAL, (character) => ENTITIES[character]!);
}
