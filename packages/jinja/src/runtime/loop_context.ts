import { CALL } from "../access/template_object.ts";
import { equal } from "../values/equality.ts";
import { iterate, size_of } from "../values/protocols.ts";
import { with_signature } from "../values/signature.ts";
import type { UndefinedClass } from "../values/undefined.ts";

type Recurse = (items: unknown, depth: number) => unknown;

/** Marks "nothing was read ahead": JavaScript's undefined may be an item. */
const NOTHING: unique symbol = Symbol("nothing");
const EMPTY: readonly unknown[] = [];

/** `loop` inside a `for`. Arrays are read by index; of iterators no more is read ahead than a field needs. */
export class LoopContext {
  index0 = -1;
  readonly depth0: number;
  readonly #source: unknown;
  readonly #env: { readonly undefined: UndefinedClass };
  readonly #recurse: Recurse | null;
  #array: readonly unknown[] | null;
  #iterator: Iterator<unknown>;
  #length: number | undefined;
  #after: unknown = NOTHING;
  #current: unknown;
  #before: unknown;
  #changed: readonly unknown[] | null = null;

  constructor(
    items: unknown,
    env: { readonly undefined: UndefinedClass },
    recurse: Recurse | null,
    depth0: number,
  ) {
    const iterable = iterate(items);
    this.#source = items;
    this.#env = env;
    this.#recurse = recurse;
    this.depth0 = depth0;
    this.#array = Array.isArray(iterable) ? iterable : null;
    this.#iterator = this.#array === null ? iterable[Symbol.iterator]() : EMPTY[Symbol.iterator]();
  }

  /** Goes to the next item; false after the last. Only generated code calls it. */
  static advance(loop: LoopContext): boolean {
    const item = loop.#take(loop.index0 + 1);
    if (item === NOTHING) return false;
    loop.index0 += 1;
    loop.#before = loop.#current;
    loop.#current = item;
    return true;
  }

  /** The item of this round. Only generated code calls it. */
  static item(loop: LoopContext): unknown {
    return loop.#current;
  }

  #take(index: number): unknown {
    const array = this.#array;
    if (array !== null) return index < array.length ? array[index] : NOTHING;
    const ahead = this.#after;
    if (ahead !== NOTHING) {
      this.#after = NOTHING;
      return ahead;
    }
    const result = this.#iterator.next();
    return result.done ? NOTHING : result.value;
  }

  #peek(): unknown {
    if (this.#array !== null) return this.#take(this.index0 + 1);
    if (this.#after === NOTHING) this.#after = this.#take(this.index0 + 1);
    return this.#after;
  }

  /** The number of items; a generator is read to its end for it. */
  get length(): number {
    this.#length ??= this.#array?.length ?? size_of(this.#source) ?? this.#count();
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

  /** One of the arguments, in turn. */
  cycle(...items: unknown[]): unknown {
    if (items.length === 0) throw new TypeError("no items for cycling given");
    return items[this.index0 % items.length];
  }

  /** Whether the arguments are others than at the last call. */
  changed(...values: unknown[]): boolean {
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

with_signature("cycle", "* /", LoopContext.prototype.cycle);
with_signature("changed", "* /", LoopContext.prototype.changed);
