import { inspect } from "node:util";
import { python_str } from "../data/python_str.ts";

/** The User-Agent header (Werkzeug): its text, and fields that a subclass may fill by parsing it. */
export class UserAgent {
  /** The header as it was sent, "" where there is none. */
  readonly string: string;
  readonly platform: string | null = null;
  readonly browser: string | null = null;
  readonly version: string | null = null;
  readonly language: string | null = null;

  constructor(string: string) {
    this.string = string;
  }

  /** Templates ask it: true where a subclass found a browser. */
  __bool__(): boolean {
    return Boolean(this.browser);
  }

  to_header(): string {
    return this.string;
  }

  toString(): string {
    return this.string;
  }

  [inspect.custom](): string {
    return `<${this.constructor.name} ${python_str(this.browser)}/${python_str(this.version)}>`;
  }
}
