import { pass_context } from "../access/pass_marker.ts";
import { Markup } from "../text/markup.ts";
import { format_text } from "../values/operators.ts";
import { type AnyFunction, type Kwargs, with_signature } from "../values/signature.ts";
import { text_of_value } from "../values/text_of_value.ts";

/** What gettext functions need of the context that calls them. */
interface CallingContext {
  readonly eval_ctx: { readonly autoescape: boolean };
  resolve(name: string): unknown;
  readonly environment: {
    call(context: never, fn: unknown, args: readonly unknown[], kwargs: Kwargs | undefined): unknown;
  };
}

/** A source of translations: `gettext` and `ngettext`, with contexts where there are `pgettext` and `npgettext`. */
export interface Translations {
  gettext(message: string): string;
  ngettext(singular: string, plural: string, n: number): string;
  pgettext?(context: string, message: string): string;
  npgettext?(context: string, singular: string, plural: string, n: number): string;
}

/** Messages as they are in the template. */
export const NULL_TRANSLATIONS: Required<Translations> = {
  gettext: (message) => message,
  ngettext: (singular, plural, n) => (n === 1 ? singular : plural),
  pgettext: (_context, message) => message,
  npgettext: (_context, singular, plural, n) => (n === 1 ? singular : plural),
};

/** `_("…")` in templates: whatever `gettext` is where it is called. */
export const gettext_alias: AnyFunction = pass_context(
  with_signature("gettext", "context * **", (context: CallingContext, ...given: unknown[]) => {
    const kwargs = given.at(-1) as Kwargs; // the signature puts the keyword arguments last, always
    const named = Object.keys(kwargs).length > 0 ? kwargs : undefined;
    return context.environment.call(context as never, context.resolve("gettext"), given.slice(0, -1), named); // the context is the environment's own
  }),
);

/**
 * New-style gettext: the function fills the placeholders itself, escaped where autoescape is on. `names` are the
 * positional arguments; `num` and `context` are placeholders too.
 */
export function newstyle(fn: AnyFunction, names: readonly string[]): AnyFunction {
  return pass_context(
    with_signature("gettext", "context * **", (context: CallingContext, ...given: unknown[]) => {
      const args = given.slice(0, -1);
      const variables: Kwargs = { ...(given.at(-1) as Kwargs) }; // the signature puts the keyword arguments last, always
      for (const name of ["context", "num"]) {
        const at = names.indexOf(name);
        if (at >= 0 && !Object.hasOwn(variables, name)) variables[name] = args[at];
      }
      const text = text_of_value(fn(...args));
      return format_text(context.eval_ctx.autoescape ? new Markup(text) : text, variables);
    }),
  );
}
