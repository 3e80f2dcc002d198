import { Accept } from "./accept.ts";
import { fallback_of } from "./convert.ts";

const SUBTAG = /[_-]/;

/** What languages a client accepts; "en-US" and "en_us" are the same. (Werkzeug) */
export class LanguageAccept extends Accept {
  override normal(value: string): string {
    return value.toLowerCase().replaceAll("_", "-");
  }

  /**
   * The one of `matches` that the client wants most. Where none is accepted as it stands, the primary language decides:
   * first the one that the client names ("en-US" accepted, "en" offered), then that of the offer.
   */
  override best_match(matches: Iterable<string>, fallback?: null): string | null;
  override best_match<Default>(
    matches: Iterable<string>,
    options: { readonly default: Default },
  ): string | Default;
  override best_match<Default>(matches: Iterable<string>, fallback: Default): string | Default;
  override best_match(matches: Iterable<string>, given: unknown = null): unknown {
    const offers = [...matches];
    const exact = super.best_match(offers) ?? primary_accept(this).best_match(offers);
    if (exact !== null) return exact;
    const primary = super.best_match(offers.map(primary_tag));
    return primary === null ? fallback_of(given) : offers.find((offer) => offer.startsWith(primary));
  }
}

/** The same wishes for the primary languages alone. */
function primary_accept(accept: LanguageAccept): Accept {
  return new Accept([...accept].map(([tag, quality]) => [primary_tag(tag), quality]));
}

function primary_tag(tag: string): string {
  return tag.split(SUBTAG, 1)[0]!;
}
