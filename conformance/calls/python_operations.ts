import { Accept, ETags, WWWAuthenticate } from "miniflask/datastructures";
import type { Callable } from "./syntax_tree.ts";

// What Python's operators do, on the values that stand for Python's in TypeScript.

export function attribute(owner: unknown, name: string): unknown {
  if (owner instanceof Promise) return owner.then((value) => attribute(value, name));
  if (name === "__name__") return (owner as { name: string }).name;
  const own_method = typeof owner === "string" ? TEXT_METHODS[name] : undefined;
  return own_method === undefined ? (owner as Record<string, unknown>)[name] : own_method(owner as string);
}

const TEXT_METHODS: Readonly<Record<string, (text: string) => Callable>> = {
  upper: (text) => () => text.toUpperCase(),
  join: (text) => (items) => [...(items as Iterable<unknown>)].join(text),
  startswith: (text) => (start) => text.startsWith(String(start)),
};

export function item_of(owner: unknown, key: unknown): unknown {
  if (owner instanceof Promise) return owner.then((value) => item_of(value, key));
  if (owner instanceof Map) return owner.get(key);
  if (Array.isArray(owner)) return owner.at(key as number);
  return (owner as Record<string, unknown>)[String(key)];
}

/** Python's truth. */
export function is_true(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return Boolean(value);
  const { is_given, length, size } = value as { is_given?: boolean; length?: number; size?: number };
  const count = is_plain(value) ? Object.keys(value).length : (length ?? size ?? 1);
  return is_given ?? count !== 0;
}

/** Whether it is what a dict is in TypeScript. */
export function is_plain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function compare(operator: string, a: unknown, b: unknown): boolean {
  if (operator === "In") return contains(b, a);
  if (operator === "Is") return (a ?? null) === (b ?? null);
  if (operator === "Eq") return a === b;
  throw new Error(`the tables know no operator ${operator}`);
}

function contains(container: unknown, item: unknown): boolean {
  if (container instanceof WWWAuthenticate || container instanceof Accept) return String(item) in container;
  if (container instanceof ETags) return container.contains(String(item));
  const { has } = container as { has?: Callable };
  return typeof has === "function"
    ? Boolean(has.call(container, item))
    : Object.hasOwn(Object(container), String(item));
}

export function combine(operator: string, a: unknown, b: unknown): unknown {
  if (operator === "Mult") return String(a).repeat(Number(b));
  return String(a) + String(b);
}
