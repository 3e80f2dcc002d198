import { inspect } from "node:util";
import { mark_class, marked_type, type PYTHON_TYPE } from "./marker.ts";

const HEX_32 = /^[0-9a-f]{32}$/;

/** A UUID that stays one in a session: `new UUID("12345678-1234-5678-1234-567812345678")`. */
export class UUID {
  /** The 32 hexadecimal digits, lower case, without hyphens. */
  readonly hex: string;
  declare readonly [PYTHON_TYPE]: "uuid";

  /** Takes what Python's `uuid.UUID` takes: with or without hyphens, braces or `urn:uuid:`. */
  constructor(text: string) {
    const hex = text.replace("urn:", "").replace("uuid:", "").replace(/[{}-]/g, "").toLowerCase();
    if (!HEX_32.test(hex)) {
      throw new TypeError(`${JSON.stringify(text)} is no UUID: 32 hexadecimal digits are needed`);
    }
    this.hex = hex;
  }

  toString(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return `UUID('${this.toString()}')`;
  }
}
mark_class(UUID, "uuid");

/** UUIDs by any package's class. */
export function is_uuid(value: object): value is { readonly hex: string } {
  return marked_type(value) === "uuid" && typeof (value as { hex?: unknown }).hex === "string";
}
