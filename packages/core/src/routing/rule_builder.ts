import { quote } from "../data/url_text.ts";
import { type BaseConverter, SAFE_IN_SEGMENT } from "./base_converter.ts";
import type { CompiledHalf } from "./compiled_rule.ts";

/** A variable whose value goes into a URL. */
interface Slot {
  readonly name: string;
  readonly converter: BaseConverter;
}

/** The text of one half of a rule for given values. */
export class HalfBuilder {
  readonly #pieces: readonly (string | Slot)[];

  /** A variable that the rule has a default for is fixed text here. */
  constructor({ trace, converters }: CompiledHalf, defaults: Readonly<Record<string, unknown>>) {
    const pieces: (string | Slot)[] = [];
    for (const item of trace) {
      const piece =
        typeof item === "string" ? quote(item, SAFE_IN_SEGMENT) : slot_of(item.name, converters, defaults);
      const last = pieces.at(-1);
      if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
      else pieces.push(piece);
    }
    this.#pieces = pieces;
  }

  /** Throws what a converter throws at its value. */
  build(values: Readonly<Record<string, unknown>>): string {
    let text = "";
    for (const piece of this.#pieces) {
      text += typeof piece === "string" ? piece : piece.converter.to_url(values[piece.name]);
    }
    return text;
  }
}

function slot_of(
  name: string,
  converters: ReadonlyMap<string, BaseConverter>,
  defaults: Readonly<Record<string, unknown>>,
): string | Slot {
  const converter = converters.get(name)!;
  return Object.hasOwn(defaults, name) ? converter.to_url(defaults[name]) : { name, converter };
}
