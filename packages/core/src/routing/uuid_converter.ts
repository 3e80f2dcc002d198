import { python_str } from "../data/python_str.ts";
import { BaseConverter } from "./base_converter.ts";

/** A UUID in its usual form, as text in lower case: `<uuid:id>` (Werkzeug, where it is a `uuid.UUID`). */
export class UUIDConverter extends BaseConverter {
  static override readonly regex: string =
    "[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}";

  override to_python(value: string): string {
    return value.toLowerCase();
  }

  override to_url(value: unknown): string {
    return python_str(value);
  }
}
