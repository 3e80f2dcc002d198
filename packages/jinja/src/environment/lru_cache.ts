/** Keeps the `capacity` entries that were used last. A negative capacity keeps all, zero none. */
export class LRUCache<K, V> {
  readonly capacity: number;
  readonly #entries = new Map<K, V>();
  /** The entry used last: asking for it again needs no reordering. */
  #newest: K | undefined;
  constructor(capacity: number) {
    this.capacity = capacity;
  }
  get size(): number {
    return this.#entries.size;
  }
  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined || key === this.#newest || this.capacity < 0) return value;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#newest = key;
    return value;
  }
  set(key: K, value: V): void {
    if (this.capacity === 0) return;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#newest = key;
    if (this.capacity > 0 && this.#entries.size > this.capacity) this.#drop_oldest();
  }
  #drop_oldest(): void {
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      return;
    }
  }
  delete(key: K): void {
    this.#newest = undefined;
    this.#entries.delete(key);
  }
  clear(): void {
    this.#entries.clear();
  }
}
