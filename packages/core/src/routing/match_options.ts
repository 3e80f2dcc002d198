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

const NO_OPTIONS: MatchOptions = Object.freeze({});

/** Arguments in Werkzeug's order, where an object in one of the first three places holds the rest by name. */
export function match_options(
  path_info: string | MatchOptions | null | undefined,
  method: string | MatchOptions | null | undefined,
  return_rule: boolean | MatchOptions | undefined,
  query_args?: QueryArgs | null,
  websocket?: boolean | null,
): MatchOptions {
  if (is_options(path_info)) return path_info;
  if (is_options(method)) return { path_info, ...method };
  const rest = is_options(return_rule) ? return_rule : NO_OPTIONS;
  const rule = is_options(return_rule) ? rest.return_rule : return_rule;
  return { path_info, method, query_args, websocket, ...rest, return_rule: rule };
}

function is_options(argument: unknown): argument is MatchOptions {
  return typeof argument === "object" && argument !== null;
}
