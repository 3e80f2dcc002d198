import { ATTRIBUTE, CALL } from "../access/template_object.ts";
import { RuntimeError } from "../errors.ts";
import { merge } from "../methods/dict.ts";
import { index_argument } from "../methods/text_methods.ts";
import { Namespace } from "../runtime/namespace.ts";
import { lorem_ipsum } from "../text/lorem_ipsum.ts";
import { Range } from "../values/range.ts";
import { type AnyFunction, type Kwargs, with_signature } from "../values/signature.ts";

function range(start: unknown, stop?: unknown, step: unknown = 1): Range {
  if (stop === undefined) return new Range(0, index_argument(start), 1);
  return new Range(index_argument(start), index_argument(stop), index_argument(step));
}

function split_kwargs(given: readonly unknown[]): { args: unknown[]; kwargs: Kwargs } {
  const kwargs = given.at(-1) as Kwargs; // the signature puts the keyword arguments last, always
  return { args: given.slice(0, -1), kwargs };
}

/** `dict(a=1)`: with keyword arguments alone a plain object, which JavaScript functions like. */
function dict(...given: unknown[]): unknown {
  const { args, kwargs } = split_kwargs(given);
  if (args.length === 0 && Object.keys(kwargs).length > 0) return { ...kwargs };
  const made = new Map<unknown, unknown>();
  for (const source of args) merge(made, source);
  merge(made, kwargs);
  return made;
}

function namespace(...given: unknown[]): Namespace {
  const { args, kwargs } = split_kwargs(given);
  return new Namespace(args[0], kwargs);
}

/** `cycler("odd", "even")`: gives its items in turn by `next()`. */
export class Cycler {
  readonly #items: readonly unknown[];
  #at = 0;
  constructor(items: readonly unknown[]) {
    if (items.length === 0) throw new RuntimeError("at least one item has to be provided");
    this.#items = items;
  }
  [ATTRIBUTE](name: string): unknown {
    if (name === "current") return this.#items[this.#at];
    if (name === "items") return this.#items;
    if (name === "pos") return this.#at;
    if (name === "next") return with_signature(name, "", () => this.#next());
    return name === "reset" ? with_signature(name, "", () => this.#reset()) : undefined;
  }
  #next(): unknown {
    const item = this.#items[this.#at];
    this.#at = (this.#at + 1) % this.#items.length;
    return item;
  }
  #reset(): null {
    this.#at = 0;
    return null;
  }
}

/** `joiner(", ")`: nothing at its first call, the separator at every later one. */
export class Joiner {
  readonly #separator: unknown;
  #used = false;
  constructor(separator: unknown) {
    this.#separator = separator;
  }
  [ATTRIBUTE](name: string): unknown {
    return name === "sep" ? this.#separator : undefined;
  }
  [CALL](): unknown {
    if (this.#used) return this.#separator;
    this.#used = true;
    return "";
  }
}

/** Every global of Jinja 3.1, by name. */
export const BUILTIN_GLOBALS: Readonly<Record<string, AnyFunction>> = {
  range: with_signature("range", "start stop? step? /", range),
  dict: with_signature("dict", "* **", dict),
  lipsum: with_signature("lipsum", "n? html? min? max?", lorem_ipsum),
  cycler: with_signature("cycler", "* /", (...items: unknown[]) => new Cycler(items)),
  joiner: with_signature("joiner", "sep?", (separator: unknown = ", ") => new Joiner(separator)),
  namespace: with_signature("namespace", "* **", namespace),
};
