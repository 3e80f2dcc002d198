import { python_str } from "../data/python_str.ts";
import { quote, safe_set } from "../data/url_text.ts";

/** What a path keeps unquoted (https://url.spec.whatwg.org/#url-path-segment-string). */
export const SAFE_IN_SEGMENT = safe_set("!$&'()*+,/:;=@");

const ANY_SEGMENT = "[^/]+";

/**
 * What turns one variable of a rule into a value and back (Werkzeug). A converter of your own:
 *
 *     class ListConverter extends BaseConverter {
 *       override to_python(value: string) { return value.split("+"); }
 *       override to_url(values: string[]) { return values.map((value) => super.to_url(value)).join("+"); }
 *     }
 *     app.url_map.converters["list"] = ListConverter;
 *
 * `regex`, `weight` and `part_isolating` may be set as fields or as static properties.
 */
export class BaseConverter {
  static readonly regex?: string;
  static readonly weight: number = 100;
  static readonly part_isolating?: boolean;

  readonly map: unknown;
  /** What the text must match as a whole. Rows of characters and classes are matched in linear time; for all else the expression decides. */
  regex: string;
  /** The lighter converter is tried first. */
  weight: number;
  /** Whether the value ends with its segment. Unless set, an own `regex` that names a slash says it does not. */
  part_isolating: boolean | undefined;

  constructor(map: unknown, ..._args: unknown[]) {
    this.map = map;
    this.regex = new.target.regex ?? ANY_SEGMENT;
    this.weight = new.target.weight;
    this.part_isolating = new.target.part_isolating;
  }

  /** The value of the text found in a URL. Throws ValidationError where the text will not do. */
  to_python(value: string): unknown {
    return value;
  }

  /** The text for a URL, quoted. */
  // biome-ignore lint/suspicious/noExplicitAny: a converter's own type of value; unknown would forbid overriding it
  to_url(value: any): string {
    return quote(python_str(value), SAFE_IN_SEGMENT);
  }
}

/** The default expression is of one segment although it names a slash; the same one written as a static is not (Werkzeug). */
function is_default(converter: BaseConverter): boolean {
  return (
    converter.regex === ANY_SEGMENT && (converter.constructor as typeof BaseConverter).regex === undefined
  );
}

/** Whether the converter's value ends with its segment; one that may hold a slash takes part in matching the rest of the path. */
export function is_part_isolating(converter: BaseConverter): boolean {
  return converter.part_isolating ?? (!converter.regex.includes("/") || is_default(converter));
}
