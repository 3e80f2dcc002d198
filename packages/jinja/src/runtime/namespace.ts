import { ATTRIBUTE } from "../access/template_object.ts";
import { TemplateRuntimeError } from "../errors.ts";
import { entries_of_dict } from "../values/dict.ts";
import { iterate, list_of } from "../values/protocols.ts";
import type { Kwargs } from "../values/signature.ts";
import { repr } from "../values/text_of_value.ts";

/** `namespace(a=1)`: the one object whose attributes `{% set ns.a = 2 %}` may change. */
export class Namespace {
  readonly #attributes = new Map<string, unknown>();

  constructor(initial: unknown, kwargs: Kwargs) {
    for (const [name, value] of entries_of_dict(initial) ?? pairs_of(initial))
      this.#attributes.set(String(name), value);
    for (const [name, value] of Object.entries(kwargs)) this.#attributes.set(name, value);
  }

  [ATTRIBUTE](name: string): unknown {
    return this.#attributes.get(name);
  }

  set(name: string, value: unknown): void {
    this.#attributes.set(name, value);
  }

  toString(): string {
    const pairs = Array.from(this.#attributes, ([name, value]) => `${repr(name)}: ${repr(value)}`);
    return `<Namespace {${pairs.join(", ")}}>`;
  }
}

function pairs_of(initial: unknown): [unknown, unknown][] {
  if (initial === undefined) return [];
  return Array.from(iterate(initial), (pair) => {
    const [key, value] = list_of(pair);
    return [key, value];
  });
}

/** Only namespaces take attributes from a template: other objects are the program's. */
export function check_namespace(value: unknown): asserts value is Namespace {
  if (!(value instanceof Namespace))
    throw new TemplateRuntimeError("cannot assign attribute on non-namespace object");
}

export function set_namespace(namespace: unknown, name: string, value: unknown): void {
  check_namespace(namespace);
  namespace.set(name, value);
}
