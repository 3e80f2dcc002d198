/** A value of the right type that cannot be used; what Python raises under the same name. */
export class ValueError extends Error {
  override readonly name: string = "ValueError";
}

/** An item that a set or table does not hold; `key` is what was looked for. */
export class KeyError extends Error {
  override readonly name: string = "KeyError";
  readonly key: string;

  constructor(key: string) {
    super(`${JSON.stringify(key)} is not in it; look with has() first, or use get(), find() or discard()`);
    this.key = key;
  }
}

/** A position outside a list, or an item that has no position in it. */
export class IndexError extends Error {
  override readonly name: string = "IndexError";
}
