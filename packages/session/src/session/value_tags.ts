import { isUint8Array } from "node:util/types";
import { decode_standard } from "../python/base64.ts";
import { http_date, parse_http_date } from "../python/http_date.ts";
import { type Html, has_html } from "../python/safe_text.ts";
import { is_uuid, UUID } from "../python/uuid.ts";
import { JSONTag } from "./json_tag.ts";

/** Bytes, as standard base64. They come back as a Buffer. */
export class TagBytes extends JSONTag {
  override readonly key = " b";

  check(value: unknown): value is Uint8Array {
    return isUint8Array(value);
  }

  to_json(value: Uint8Array): string {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
  }

  to_python(value: unknown): Buffer {
    const bytes = decode_standard(want_text(value, this.key));
    if (bytes === null) throw new TypeError("Incorrect padding");
    return bytes;
  }
}

/** Whatever has `__html__()`. How it comes back is the template engine's affair: see `make_markup_tag`. */
export abstract class TagMarkup extends JSONTag {
  override readonly key = " m";

  check(value: unknown): value is Html {
    return typeof value === "object" && value !== null && has_html(value);
  }

  to_json(value: Html): string {
    return String(value.__html__());
  }
}

/** TagMarkup for one template engine: `make_markup` turns stored text into its safe text. */
export function make_markup_tag(
  make_markup: (text: string) => unknown,
): new (
  ...args: TagArguments
) => TagMarkup {
  return class extends TagMarkup {
    to_python(value: unknown): unknown {
      return make_markup(want_text(value, this.key));
    }
  };
}

type TagArguments = ConstructorParameters<typeof TagMarkup>;

/** A UUID, as its 32 hexadecimal digits. */
export class TagUUID extends JSONTag {
  override readonly key = " u";

  check(value: unknown): value is { readonly hex: string } {
    return typeof value === "object" && value !== null && is_uuid(value);
  }

  to_json(value: { readonly hex: string }): string {
    return value.hex;
  }

  to_python(value: unknown): UUID {
    return new UUID(want_text(value, this.key));
  }
}

/** A date, in whole seconds, as HTTP writes it. */
export class TagDateTime extends JSONTag {
  override readonly key = " d";

  check(value: unknown): value is Date {
    return value instanceof Date;
  }

  to_json(value: Date): string {
    return http_date(value);
  }

  to_python(value: unknown): Date | null {
    return parse_http_date(want_text(value, this.key));
  }
}

function want_text(value: unknown, key: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(`the tag ${JSON.stringify(key)} holds no text`);
}
