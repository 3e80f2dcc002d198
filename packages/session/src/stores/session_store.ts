/**
 * Where sessions are kept, as records under keys. A store need not know what a record means, but it must write by
 * comparison: with that, requests of one session do not lose each other's keys and none revives a destroyed one.
 * A store that cannot be reached raises SessionStoreUnavailable.
 */
export interface SessionStore {
  /** The record that has not expired, or null. */
  get(key: string): Uint8Array | null | Promise<Uint8Array | null>;
  /**
   * Writes a record for `seconds` if the present one equals `expected` (null: there is none), in one step.
   * Whether it was written.
   */
  replace(
    key: string,
    expected: Uint8Array | null,
    record: Uint8Array,
    seconds: number,
  ): boolean | Promise<boolean>;
  /** Lets the record live for `seconds` from now; whether there is one. */
  touch(key: string, seconds: number): boolean | Promise<boolean>;
  /** Deletes the record if it equals `expected`, in one step; whether it was deleted. */
  remove(key: string, expected: Uint8Array): boolean | Promise<boolean>;
  /** Deletes whatever record there is. */
  delete(key: string): void | Promise<void>;
  close(): void | Promise<void>;
}
