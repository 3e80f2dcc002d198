import type { BaseConverter } from "./base_converter.ts";

/** What builds a converter for one place in a rule: the map, then the arguments in the rule, keywords last in one object. */
// biome-ignore lint/suspicious/noExplicitAny: each converter class types its own arguments, one table holds all classes
export type ConverterClass = new (map: any, ...args: any[]) => BaseConverter;

/** What rules and converters see of the map they are bound to. */
export interface MapSettings {
  readonly converters: Readonly<Record<string, ConverterClass>>;
  readonly default_subdomain: string;
  readonly strict_slashes: boolean;
  readonly merge_slashes: boolean;
  readonly redirect_defaults: boolean;
  readonly host_matching: boolean;
  readonly sort_parameters: boolean;
  readonly sort_key: SortKey | null;
}

/** What query parameters are sorted by: a text or a number made of a name and its value. */
export type SortKey = (item: readonly [name: string, value: unknown]) => string | number;
