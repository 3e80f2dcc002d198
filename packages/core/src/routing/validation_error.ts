import { ValueError } from "../data/errors.ts";

/** Thrown by a converter's `to_python` or `to_url` that cannot take the value; the rule then does not match (Werkzeug). */
export class ValidationError extends ValueError {
  override readonly name: string = "ValidationError";
}
