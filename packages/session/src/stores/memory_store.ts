import type { SessionStore } from "./session_store.ts";

const SWEEP_MILLISECONDS = 60_000;

/** Sessions in the memory of one process: for tests and demos. Lost with the process, unknown to others. */
export class MemoryStore implements SessionStore {
  readonly #records = new Map<string, { readonly record: Buffer; expires: number }>();
  #next_sweep = 0;

  /** How many records are kept, expired ones included until they are swept. */
  get size(): number {
    return this.#records.size;
  }

  get(key: string): Buffer | null {
    const entry = this.#records.get(key);
    return entry !== undefined && entry.expires > Date.now() ? entry.record : null;
  }

  replace(key: string, expected: Uint8Array | null, record: Uint8Array, seconds: number): boolean {
    this.#sweep();
    if (!equal(this.get(key), expected)) return false;
    this.#records.set(key, { record: Buffer.from(record), expires: Date.now() + seconds * 1000 });
    return true;
  }

  touch(key: string, seconds: number): boolean {
    const entry = this.#records.get(key);
    if (entry === undefined || entry.expires <= Date.now()) return false;
    entry.expires = Date.now() + seconds * 1000;
    return true;
  }

  remove(key: string, expected: Uint8Array): boolean {
    return equal(this.get(key), expected) && this.#records.delete(key);
  }

  delete(key: string): void {
    this.#records.delete(key);
  }

  close(): void {
    this.#records.clear();
  }

  // On writing, since without that nothing grows; no timer keeps the process alive.
  #sweep(): void {
    const now = Date.now();
    if (now < this.#next_sweep) return;
    this.#next_sweep = now + SWEEP_MILLISECONDS;
    for (const [key, { expires }] of this.#records) if (expires <= now) this.#records.delete(key);
  }
}

function equal(left: Buffer | null, right: Uint8Array | null): boolean {
  return left === null || right === null ? left === right : left.equals(right);
}
