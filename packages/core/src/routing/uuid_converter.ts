import { BaseConverter } from "./base_converter.ts";
import { python_str } from "./python_str.ts";

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
