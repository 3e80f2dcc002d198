import { AnyConverter } from "./any_converter.ts";
import { FloatConverter } from "./float_converter.ts";
import { IntegerConverter } from "./integer_converter.ts";
import type { ConverterClass } from "./map_settings.ts";
import { PathConverter } from "./path_converter.ts";
import { UnicodeConverter } from "./unicode_converter.ts";
import { UUIDConverter } from "./uuid_converter.ts";

/** The converters that every map knows; `default` is that of a variable without one. No prototype, so only these are in it. */
export const DEFAULT_CONVERTERS: Readonly<Record<string, ConverterClass>> = Object.freeze(
  Object.assign(Object.create(null), {
    default: UnicodeConverter,
    string: UnicodeConverter,
    any: AnyConverter,
    path: PathConverter,
    int: IntegerConverter,
    float: FloatConverter,
    uuid: UUIDConverter,
  }),
);
