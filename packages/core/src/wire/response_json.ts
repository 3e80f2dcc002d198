import { loads_plain } from "./client_json.ts";

export interface ReadJsonOptions {
  /** Read whatever the content type says. */
  readonly force?: boolean;
  /** Give null for a broken body. */
  readonly silent?: boolean;
}

interface Whole {
  readonly is_json: boolean;
  get_data(options: { readonly as_text: true }): string;
}

/** The body of a response as JSON, null when it is of another type (Werkzeug's `Response.get_json`). */
export function read_json(
  response: Whole,
  { force = false, silent = false }: ReadJsonOptions,
  loads: (text: string) => unknown = loads_plain,
): unknown {
  if (!force && !response.is_json) return null;
  try {
    return loads(response.get_data({ as_text: true }));
  } catch (error) {
    if (silent) return null;
    throw error;
  }
}
