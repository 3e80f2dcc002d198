import { CALL } from "../access/template_object.ts";
import { equal } from "../values/equality.ts";
import { iterate, size_of } from "../values/protocols.ts";
import { type AnyFunction, with_signature } from "../values/signature.ts";
import type { UndefinedClass } from "../values/undefined.ts";

type Recurse = (items: unknown, depth: number) => unknown;

/** Marks "nothing was read ahead": JavaScript's undefined may be an item. */
const NOTHING: unique symbol = Symbol("nothing");

/** `loop` inside a `for`. Items are read ahead only as far as `last`, `nextitem` and `length` need. */
export class LoopContext {
  index0 = -1;
  readonly depth0: number;
  readonly #source: unknown;
  readonly #env: { readonly undefined: UndefinedClass };
  readonly #recurse: Recurse | null;
  #iterator: Iterator<unknown>;
  #length: number | undefined;
  #after: unknown = NOTHING;
  #current: unknown;
  #before: unknown;
  #changed: readonly unknown[] | null = null;
  /** Methods, made when a template takes one: they hide nothing that is not meant for templates. */
  readonly cycle: AnyFunction = with_signature("cycle", "* /", (...args: unknown[]) => this.#cycle(args));
  readonly changed: AnyFunction = with_signature("changed", "* /", (...args: unknown[]) =>
    this.#has_changed(args),
  );

  constructor(
    items: unknown,
    env: { readonly undefined: UndefinedClass },
    recurse: Recurse | null,
    depth0: number,
  ) {
    this.#source = items;
    this.#env = env;
    this.#recurse = recurse;
    this.depth0 = depth0;
    this.#iterator = iterate(items)[Symbol.iterator]();
  }

  /** Runs the loop: each item, with the fields of `loop` set for it. */
  *items(): Generator<unknown> {
    while (true) {
      const item = this.#take();
      if (item === NOTHING) return;
      this.index0 += 1;
      this.#before = this.#current;
      this.#current = item;
      yield item;
    }
  }

  #take(): unknown {
    const ahead = this.#after;
    if (ahead !== NOTHING) {
      this.#after = NOTHING;
      return ahead;
    }
    const result = this.#iterator.next();
    return result.done ? NOTHING : result.value;
  }

  #peek(): unknown {
    if (this.#after === NOTHING) this.#after = this.#take();
    return this.#after;
  }

  /** The number of items; a generator is read to its end for it. */
  get length(): number {
    this.#length ??= size_of(this.#source) ?? this.#count();
    return this.#length;
  }

  #count(): number {
    const rest: unknown[] = [];
    for (let next = this.#iterator.next(); !next.done; next = this.#iterator.next()) rest.push(next.value);
    this.#iterator = rest[Symbol.iterator]();
    return rest.length + this.index + (this.#after === NOTHING ? 0 : 1);
  }

  get index(): number {
    return this.index0 + 1;
  }
  get depth(): number {
    return this.depth0 + 1;
  }
  get revindex0(): number {
    return this.length - this.index;
  }
  get revindex(): number {
    return this.length - this.index0;
  }
  get first(): boolean {
    return this.index0 === 0;
  }
  get last(): boolean {
    return this.#peek() === NOTHING;
  }
  get previtem(): unknown {
    if (this.first) return new this.#env.undefined("there is no previous item");
    return this.#before;
  }
  get nextitem(): unknown {
    const next = this.#peek();
    return next === NOTHING ? new this.#env.undefined("there is no next item") : next;
  }

  #cycle(args: readonly unknown[]): unknown {
    if (args.length === 0) throw new TypeError("no items for cycling given");
    return args[this.index0 % args.length];
  }

  #has_changed(values: readonly unknown[]): boolean {
    const before = this.#changed;
    if (before?.length === values.length && before.every((value, at) => equal(value, values[at])))
      return false;
    this.#changed = values;
    return true;
  }

  [CALL](args: readonly unknown[]): unknown {
    if (this.#recurse === null) {
      throw new TypeError("The loop must have the 'recursive' marker to be called recursively.");
    }
    return this.#recurse(args[0], this.depth);
  }

  toString(): string {
    return `<LoopContext ${this.index}/${this.length}>`;
  }
}
