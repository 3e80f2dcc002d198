import { mark_class, type PYTHON_TYPE } from "./marker.ts";

/** Whatever says by `__html__()` that it is HTML already: MarkupSafe's protocol. */
export interface Html {
  __html__(): unknown;
}

/** Text that needs no escaping, for a program without a template engine; with one, its Markup comes instead. */
export class SafeText implements Html {
  readonly text: string;
  declare readonly [PYTHON_TYPE]: "markup";

  constructor(text: string) {
    this.text = text;
  }

  __html__(): string {
    return this.text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}
mark_class(SafeText, "markup");

/** Whether a value carries its own HTML. */
export function has_html(value: object): value is Html {
  return typeof (value as { __html__?: unknown }).__html__ === "function";
}
