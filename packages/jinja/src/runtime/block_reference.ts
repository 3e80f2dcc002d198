import { ATTRIBUTE, CALL } from "../access/template_object.ts";
import { Markup } from "../text/markup.ts";
import { string_repr } from "../text/string_repr.ts";
import type { UndefinedClass } from "../values/undefined.ts";

/** What a block reference asks of the context that it renders in. */
export interface BlockHost {
  readonly environment: { readonly undefined: UndefinedClass };
  readonly eval_ctx: { readonly autoescape: boolean };
}

/** One block that can be called: `super()`, `self.title()`. `.super` is the block it overrides. */
export class BlockReference {
  readonly name: string;
  readonly #host: BlockHost;
  readonly #stack: readonly (() => string)[];
  readonly #depth: number;

  /** `stack` holds the renderings of the block, the most derived first. */
  constructor(name: string, host: BlockHost, stack: readonly (() => string)[], depth: number) {
    this.name = name;
    this.#host = host;
    this.#stack = stack;
    this.#depth = depth;
  }

  [ATTRIBUTE](name: string): unknown {
    if (name === "name") return this.name;
    if (name !== "super") return undefined;
    if (this.#depth + 1 < this.#stack.length) {
      return new BlockReference(this.name, this.#host, this.#stack, this.#depth + 1);
    }
    const message = `there is no parent block called ${string_repr(this.name)}.`;
    return new this.#host.environment.undefined(message, undefined, "super");
  }

  [CALL](): unknown {
    const text = this.#stack[this.#depth]?.() ?? "";
    return this.#host.eval_ctx.autoescape ? new Markup(text) : text;
  }
}
