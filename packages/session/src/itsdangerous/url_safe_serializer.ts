import { compact_json, type PayloadSerializer } from "./payload_serializer.ts";
import { Serializer } from "./serializer.ts";
import { pack_url_safe, unpack_url_safe } from "./url_safe_payload.ts";

/** A Serializer whose text may stand in a URL: letters, digits, `_`, `-` and `.` (itsdangerous.URLSafeSerializer). */
export class URLSafeSerializer extends Serializer {
  static override readonly default_serializer: PayloadSerializer = compact_json;

  override load_payload(
    payload: Uint8Array,
    options: { serializer?: PayloadSerializer | null } = {},
  ): unknown {
    return super.load_payload(unpack_url_safe(payload), options);
  }

  override dump_payload(value: unknown): Buffer {
    return pack_url_safe(super.dump_payload(value));
  }
}
