/** Raised by `dumps` for a value that has no JSON form. `path` says where it stands, `$.cart.items[2]`. */
export class SerialisationError extends TypeError {
  override readonly name: string = "TypeError";
  readonly path: string;
  readonly value: unknown;

  constructor(reason: string, path: string, value: unknown) {
    super(`${reason} (at ${path})`);
    this.path = path;
    this.value = value;
  }
}
