/** What a tag needs of its serializer. */
export interface Tagger {
  readonly tags: ReadonlyMap<string, JSONTag>;
  tag(value: unknown): unknown;
}

/**
 * A kind of value that JSON lacks (flask.json.tag.JSONTag): a subclass says which values it takes (`check`), how
 * they are written (`to_json`) and read (`to_python`). `key` marks them in the text; without one it only walks.
 */
export abstract class JSONTag {
  readonly key: string = "";
  readonly serializer: Tagger;

  constructor(serializer: Tagger) {
    this.serializer = serializer;
  }

  abstract check(value: unknown): boolean;
  abstract to_json(value: unknown): unknown;
  abstract to_python(value: unknown): unknown;

  tag(value: unknown): unknown {
    return { [this.key]: this.to_json(value) };
  }
}
