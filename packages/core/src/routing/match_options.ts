import type { NamedValues } from "./query_values.ts";

/** A query for redirects: as it is written in a URL, or values by name. */
export type QueryArgs = NamedValues | string;

/** The keyword arguments of `MapAdapter.match`; those left out are what the adapter was bound with. */
export interface MatchOptions {
  readonly path_info?: string | null | undefined;
  readonly method?: string | null | undefined;
  /** Give the rule in place of its endpoint. */
  readonly return_rule?: boolean | undefined;
  /** Kept in redirects. */
  readonly query_args?: QueryArgs | null | undefined;
  /** Match the rules of WebSockets; by default where the scheme is ws or wss. */
  readonly websocket?: boolean | null | undefined;
}

/** Whether an argument of a method that takes names or Werkzeug's order is the object with the names. */
export function is_options<Options extends object>(
  argument: Options | string | boolean | null | undefined,
): argument is Options {
  return typeof argument === "object" && argument !== null;
}
