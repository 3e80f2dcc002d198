import { find_context } from "../journey/context.ts";
import { DefaultJSONProvider, type DumpsOptions } from "../wire/json.ts";
import { Response } from "../wire/response.ts";
import { active_app } from "./current_app.ts";

/** What Flask falls back to outside an app: Python's own json, which keeps the order of keys. */
class PlainJSON extends DefaultJSONProvider {
  override sort_keys = false;
}
const PLAIN = new PlainJSON({ debug: false, response_class: Response });

function provider() {
  return find_context("json") === undefined ? PLAIN : active_app("json").app.json;
}

/** JSON by the current app's provider, outside an app by plain Python rules (`flask.json`). */
export const json = {
  dumps(value: unknown, options?: DumpsOptions): string {
    return provider().dumps(value, options);
  },

  loads(text: string | Uint8Array): unknown {
    return provider().loads(text);
  },

  dump(value: unknown, file: { write(text: string): unknown }, options?: DumpsOptions): void {
    provider().dump(value, file, options);
  },

  load(file: { read(): string | Uint8Array }): unknown {
    return provider().load(file);
  },
};
