import { type AnyFunction, with_signature } from "../values/signature.ts";

/** A Python method: the value first, then its arguments. */
export interface Method {
  bind(self: unknown): AnyFunction;
  /** Whether it changes its value: an immutable sandbox refuses those. */
  readonly mutates: boolean;
}

/** Methods by name. A Map, since templates choose the names. */
export type MethodTable = ReadonlyMap<string, Method>;

/** Entries of a table: the signature as `with_signature` takes it, and the function. A leading `!` marks mutation. */
export type MethodEntries<S> = Readonly<
  Record<string, readonly [signature: string, fn: (self: S, ...args: never[]) => unknown]>
>;

export function method_table<S>(entries: MethodEntries<S>): MethodTable {
  const table = new Map<string, Method>();
  for (const [name, [spec, fn]] of Object.entries(entries)) {
    const mutates = spec.startsWith("!");
    const signature = mutates ? spec.slice(1) : spec;
    const call: AnyFunction = fn as AnyFunction; // the signature has placed the arguments that `fn` declares
    table.set(name, {
      mutates,
      bind: (self) => with_signature(name, signature, (...args: unknown[]) => call(self, ...args)),
    });
  }
  return table;
}
