import { ATTRIBUTE } from "../access/template_object.ts";
import { string_repr } from "../text/string_repr.ts";
import type { Context } from "./context.ts";

/** `self` in templates: the blocks of the template, as the inheritance chain has them. */
export class TemplateReference {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }
  [ATTRIBUTE](name: string): unknown {
    return this.#context.blocks.has(name) ? this.#context.block_reference(name, 0) : undefined;
  }
  toString(): string {
    const { name } = this.#context;
    return `<TemplateReference ${name === null ? "None" : string_repr(name)}>`;
  }
}
