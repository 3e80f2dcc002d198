/** Collects JavaScript: the body being written, and constants that go before everything. */
export class CodeWriter {
  readonly #head: string[] = [];
  #body: string[] = [];
  #constants = new Map<string, string>();
  #next = 0;

  line(code: string): void {
    this.#body.push(code);
  }

  /** A fresh variable name. */
  temporary(prefix = "t"): string {
    this.#next += 1;
    return `${prefix}$${this.#next}`;
  }

  /** The name of a constant with this initialiser, declared once. */
  constant(initialiser: string): string {
    const known = this.#constants.get(initialiser);
    if (known !== undefined) return known;
    const name = this.temporary("c");
    this.#constants.set(initialiser, name);
    this.#head.push(`const ${name} = ${initialiser};`);
    return name;
  }

  /** Writes what `write` writes to a text of its own. */
  capture(write: () => void): string {
    const outer = this.#body;
    this.#body = [];
    write();
    const code = this.#body.join("\n");
    this.#body = outer;
    return code;
  }

  code(): string {
    return `${this.#head.join("\n")}\n${this.#body.join("\n")}`;
  }
}

/** A JavaScript string literal. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A property of an object literal; `__proto__` must not set the prototype. */
export function property(name: string, value: string): string {
  return name === "__proto__" ? `["__proto__"]: ${value}` : `${quote(name)}: ${value}`;
}
