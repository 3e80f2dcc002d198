/** The scope of functions that are for the whole app; a blueprint's functions stand under its name. */
export const APP_SCOPE = "";

const NONE: readonly never[] = Object.freeze([]);

/** Functions by scope, filled at set-up and only read afterwards. */
export class HookTable<F> {
  readonly #scopes = new Map<string, F[]>();
  readonly #inward = new Map<string, readonly F[]>();
  readonly #outward = new Map<string, readonly F[]>();

  add(scope: string, fn: F): void {
    const functions = this.#scopes.get(scope);
    if (functions === undefined) this.#scopes.set(scope, [fn]);
    else functions.push(fn);
    this.#forget();
  }

  /** Takes over a blueprint's functions under the name it is registered with. */
  merge(from: HookTable<F>, name: string): void {
    for (const [scope, functions] of from.#scopes) {
      const key = scope === APP_SCOPE ? name : `${name}.${scope}`;
      this.#scopes.set(key, [...(this.#scopes.get(key) ?? []), ...functions]);
    }
    this.#forget();
  }

  /** App first, then from the outermost blueprint to the innermost, as registered. */
  inward(blueprints: readonly string[]): readonly F[] {
    return this.#chain(this.#inward, blueprints, () =>
      [APP_SCOPE, ...blueprints.toReversed()].flatMap((scope) => this.#of(scope)),
    );
  }

  /** The innermost blueprint first, the app last, each in reverse of registration. */
  outward(blueprints: readonly string[]): readonly F[] {
    return this.#chain(this.#outward, blueprints, () =>
      [...blueprints, APP_SCOPE].flatMap((scope) => this.#of(scope).toReversed()),
    );
  }

  // The innermost name tells the whole list of blueprints, so one string is the key.
  #chain(cache: Map<string, readonly F[]>, blueprints: readonly string[], make: () => F[]): readonly F[] {
    if (this.#scopes.size === 0) return NONE;
    const key = blueprints[0] ?? APP_SCOPE;
    let chain = cache.get(key);
    if (chain === undefined) {
      chain = make();
      cache.set(key, chain);
    }
    return chain;
  }

  #of(scope: string): readonly F[] {
    return this.#scopes.get(scope) ?? [];
  }

  #forget(): void {
    this.#inward.clear();
    this.#outward.clear();
  }
}
