type Content = Readonly<Record<string, unknown>>;

/** What a request did to a session: keys that it set, and keys that it removed. */
export interface ContentChanges {
  readonly set: ReadonlyMap<string, unknown>;
  readonly removed: readonly string[];
}

/** The difference between two contents, by the stored form of each key; null where there is none. */
export function content_changes(
  before: Content,
  after: Content,
  encode: (value: unknown) => Buffer,
): ContentChanges | null {
  const set = new Map<string, unknown>();
  for (const key of Object.keys(after)) {
    const same = Object.hasOwn(before, key) && encode(before[key]).equals(encode(after[key]));
    if (!same) set.set(key, after[key]);
  }
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return set.size + removed.length === 0 ? null : { set, removed };
}

/** A content with the changes that were made to another copy of it: other requests' keys stay. */
export function apply_changes(content: Content, changes: ContentChanges): Record<string, unknown> {
  const entries = new Map(Object.entries(content));
  for (const [key, value] of changes.set) entries.set(key, value);
  for (const key of changes.removed) entries.delete(key);
  return Object.fromEntries(entries);
}
