import { python_repr, value_repr } from "../data/python_text.ts";
import { RoutingException } from "./routing_exception.ts";
import type { Rule } from "./rule.ts";
import { similarity } from "./similarity.ts";
import type { Endpoint } from "./url_builder.ts";

/** What the error uses of the adapter that could not build. */
export interface FailedBuilder {
  readonly map: { iter_rules(): Iterable<Rule> };
}

/**
 * No rule builds a URL for this endpoint, these values and this method (Werkzeug). `suggested` is the rule that comes
 * nearest; the message says what differs from it.
 */
export class BuildError extends RoutingException {
  readonly endpoint: Endpoint;
  readonly values: Readonly<Record<string, unknown>>;
  readonly method: string | null;
  readonly adapter: FailedBuilder | null;
  #suggested: Rule | null | undefined;
  #message: string | undefined;

  constructor(
    endpoint: Endpoint,
    values: Readonly<Record<string, unknown>>,
    method: string | null,
    adapter: FailedBuilder | null = null,
  ) {
    super();
    this.endpoint = endpoint;
    this.values = values;
    this.method = method;
    this.adapter = adapter;
  }

  override get name(): string {
    return "BuildError";
  }

  /** Looking for the nearest rule takes time, and a handler of build errors may never ask for it. */
  override get message(): string {
    // V8 asks for it while the stack is taken, before the private fields are there.
    if (!(#message in this)) return "";
    this.#message ??= this.#describe();
    return this.#message;
  }

  override toString(): string {
    return this.message;
  }

  get suggested(): Rule | null {
    if (this.#suggested === undefined) this.#suggested = this.closest_rule(this.adapter);
    return this.#suggested;
  }

  /** The rule whose endpoint is spelled most alike; values and method decide between equals. */
  closest_rule(adapter: FailedBuilder | null): Rule | null {
    let closest: Rule | null = null;
    let best = -1;
    for (const rule of adapter?.map.iter_rules() ?? []) {
      const score = this.#score(rule);
      if (score <= best) continue;
      best = score;
      closest = rule;
    }
    return closest;
  }

  #score(rule: Rule): number {
    const takes_values = Object.keys(this.values).every((name) => rule.arguments.has(name));
    const takes_method = this.method !== null && rule.methods?.has(this.method) === true;
    return (
      0.98 * similarity(String(rule.endpoint), String(this.endpoint)) +
      0.01 * Number(takes_values) +
      0.01 * Number(takes_method)
    );
  }

  #describe(): string {
    const names = Object.keys(this.values);
    const method = this.method ? ` (${value_repr(this.method)})` : "";
    const values = names.length > 0 ? ` with values ${list_text(names)}` : "";
    return `Could not build url for endpoint ${value_repr(this.endpoint)}${method}${values}.${this.#advice()}`;
  }

  #advice(): string {
    const { suggested, method } = this;
    if (suggested === null) return "";
    if (suggested.endpoint !== this.endpoint)
      return ` Did you mean ${value_repr(suggested.endpoint)} instead?`;
    const { methods } = suggested;
    const missing = [...suggested.arguments].filter((name) => !Object.hasOwn(this.values, name));
    return (
      (method && methods?.has(method) === false
        ? ` Did you mean to use methods ${list_text(methods)}?`
        : "") + (missing.length > 0 ? ` Did you forget to specify values ${list_text(missing)}?` : "")
    );
  }
}

function list_text(names: Iterable<string>): string {
  return `[${[...names].sort().map(python_repr).join(", ")}]`;
}
