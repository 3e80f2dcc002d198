import { Markup } from "../text/markup.ts";
import { escaped } from "./operators.ts";

/** The value as safe HTML: what has `__html__()` stays, all else is printed as Python prints it and escaped. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: markupsafe's name
export function escape(value: unknown): Markup {
  return value instanceof Markup ? value : new Markup(escaped(value));
}
