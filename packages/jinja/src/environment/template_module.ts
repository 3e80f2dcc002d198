import { ATTRIBUTE } from "../access/template_object.ts";
import type { Context } from "../runtime/context.ts";
import { string_repr } from "../text/string_repr.ts";

/** The result of an import: what the template exports, and its output as text and as safe HTML. */
export class TemplateModule {
  readonly name: string | null;
  readonly body: readonly string[];
  readonly #exports: ReadonlyMap<string, unknown>;

  constructor(name: string | null, context: Context, body: readonly string[]) {
    this.name = name;
    this.body = body;
    this.#exports = new Map(Object.entries(context.get_exported()));
  }

  /** An exported macro or variable; undefined where the template exports no such name. */
  exported(name: string): unknown {
    return this.#exports.get(name);
  }

  [ATTRIBUTE](name: string): unknown {
    if (name === "__name__") return this.name;
    return this.#exports.get(name);
  }

  __html__(): string {
    return this.toString();
  }
  toString(): string {
    return this.body.join("");
  }
  get [Symbol.toStringTag](): string {
    return `TemplateModule ${this.name === null ? "" : string_repr(this.name)}`;
  }
}
