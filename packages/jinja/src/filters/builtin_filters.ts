import type { AnyFunction } from "../values/signature.ts";
import { HTML_FILTERS } from "./html_filters.ts";
import { NUMBER_FILTERS } from "./number_filters.ts";
import { ORDER_FILTERS } from "./order_filters.ts";
import { SELECTION_FILTERS } from "./selection_filters.ts";
import { SEQUENCE_FILTERS } from "./sequence_filters.ts";
import { TEXT_FILTERS } from "./text_filters.ts";

/** Every filter of Jinja 3.1, by name. */
export const BUILTIN_FILTERS: Readonly<Record<string, AnyFunction>> = {
  ...TEXT_FILTERS,
  ...NUMBER_FILTERS,
  ...SEQUENCE_FILTERS,
  ...ORDER_FILTERS,
  ...SELECTION_FILTERS,
  ...HTML_FILTERS,
  count: SEQUENCE_FILTERS.length,
  d: SEQUENCE_FILTERS.default,
  e: HTML_FILTERS.escape,
};
