/** How a variable of a frame gets its first value. */
export type Load =
  | { readonly kind: "param" }
  | { readonly kind: "resolve"; readonly name: string }
  | { readonly kind: "alias"; readonly target: string }
  | { readonly kind: "undefined" };

/**
 * The names of one scope and the JavaScript variables that hold them. Names are looked up once, when the scope is
 * entered; a name that an inner scope stores gets a variable of its own that starts as the outer one's value.
 */
export class Symbols {
  readonly level: number;
  readonly parent: Symbols | null;
  readonly refs = new Map<string, string>();
  readonly loads = new Map<string, Load>();
  readonly stores = new Set<string>();

  constructor(parent: Symbols | null = null, level = parent === null ? 0 : parent.level + 1) {
    this.parent = parent;
    this.level = level;
  }

  copy(): Symbols {
    const copy = new Symbols(this.parent, this.level);
    for (const [name, ref] of this.refs) copy.refs.set(name, ref);
    for (const [ref, load] of this.loads) copy.loads.set(ref, load);
    for (const name of this.stores) copy.stores.add(name);
    return copy;
  }

  find_ref(name: string): string | undefined {
    return this.refs.get(name) ?? this.parent?.find_ref(name);
  }

  find_load(ref: string): Load | undefined {
    return this.loads.get(ref) ?? this.parent?.find_load(ref);
  }

  /** The variable of a name that the analysis has seen. */
  ref(name: string): string {
    const ref = this.find_ref(name);
    if (ref === undefined) throw new Error(`the compiler did not expect the name '${name}' here`);
    return ref;
  }

  #define(name: string, load: Load): string {
    const ref = variable_name(this.level, name);
    this.refs.set(name, ref);
    this.loads.set(ref, load);
    return ref;
  }

  load(name: string): void {
    if (this.find_ref(name) === undefined) this.#define(name, { kind: "resolve", name });
  }

  store(name: string): void {
    this.stores.add(name);
    if (this.refs.has(name)) return;
    const outer = this.parent?.find_ref(name);
    this.#define(name, outer === undefined ? { kind: "undefined" } : { kind: "alias", target: outer });
  }

  declare_parameter(name: string): string {
    this.stores.add(name);
    return this.#define(name, { kind: "param" });
  }

  /** Joins the branches of an `if`: what only a branch stores must start as what it was outside. */
  branch_update(branches: readonly Symbols[]): void {
    const fresh = new Set(branches.flatMap((branch) => Array.from(branch.stores)));
    for (const name of this.stores) fresh.delete(name);
    for (const branch of branches) {
      for (const [name, ref] of branch.refs) this.refs.set(name, ref);
      for (const [ref, load] of branch.loads) this.loads.set(ref, load);
      for (const name of branch.stores) this.stores.add(name);
    }
    for (const name of fresh) {
      const outer = this.parent?.find_ref(name);
      this.loads.set(
        this.ref(name),
        outer === undefined ? { kind: "resolve", name } : { kind: "alias", target: outer },
      );
    }
  }

  /** Every name stored here or further out, with its variable: the local variables of an include. */
  dump_stores(): Map<string, string> {
    const found = new Map<string, string>();
    for (let scope: Symbols | null = this; scope !== null; scope = scope.parent) {
      for (const name of scope.stores) if (!found.has(name)) found.set(name, this.ref(name));
    }
    return found;
  }
}

const PLAIN_NAME = /^[A-Za-z0-9_]+$/;

/** Template names may hold letters that JavaScript's may not: those are spelled by their code points. */
function variable_name(level: number, name: string): string {
  if (PLAIN_NAME.test(name)) return `l${level}_${name}`;
  const codes = Array.from(name, (char) => char.codePointAt(0)?.toString(16));
  return `l${level}$${codes.join("_")}`;
}
