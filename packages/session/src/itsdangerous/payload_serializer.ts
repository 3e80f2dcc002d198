import { type DumpOptions, dumps } from "../json/dumps.ts";
import { loads } from "../json/loads.ts";

/** What a Serializer signs with: `dumps` gives text or bytes, `loads` reads the same back. */
export interface PayloadSerializer {
  // biome-ignore lint/suspicious/noExplicitAny: each serializer has keyword arguments of its own
  dumps(value: unknown, kwargs?: any): string | Uint8Array;
  // biome-ignore lint/suspicious/noExplicitAny: text or bytes, whichever `dumps` gives
  loads(payload: any): unknown;
}

/** Python's `json` module, as itsdangerous uses it: with spaces behind separators. */
export const json: PayloadSerializer = { dumps, loads };

/** JSON without spaces and with letters as they are, which the URL-safe serializers use. */
export const compact_json: PayloadSerializer = {
  dumps: (value: unknown, options?: DumpOptions) =>
    dumps(value, { ensure_ascii: false, separators: [",", ":"], ...options }),
  loads,
};

/** Whether a serializer gives text rather than bytes. */
export function is_text_serializer(serializer: PayloadSerializer): boolean {
  return typeof serializer.dumps({}) === "string";
}
