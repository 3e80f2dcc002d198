/** Base of all errors of itsdangerous: the data is bad in some way. */
export class BadData extends Error {
  override readonly name: string = "BadData";
}

/** The signature is missing or does not match. `payload` holds the unverified bytes where they could be cut out. */
export class BadSignature extends BadData {
  override readonly name: string = "BadSignature";
  readonly payload: Buffer | null;

  constructor(message: string, { payload = null }: { payload?: Buffer | null } = {}) {
    super(message);
    this.payload = payload;
  }
}

/** The signature or the time of a timed value is bad. `date_signed` is unverified unless the value expired. */
export class BadTimeSignature extends BadSignature {
  override readonly name: string = "BadTimeSignature";
  readonly date_signed: Date | null;

  constructor(message: string, options: { payload?: Buffer | null; date_signed?: Date | null } = {}) {
    super(message, options);
    this.date_signed = options.date_signed ?? null;
  }
}

/** The signature is good but older than `max_age`, or from the future. */
export class SignatureExpired extends BadTimeSignature {
  override readonly name: string = "SignatureExpired";
}

/** For serializers with a header of their own beside the signature. */
export class BadHeader extends BadSignature {
  override readonly name: string = "BadHeader";
  readonly header: unknown;
  readonly original_error: unknown;

  constructor(
    message: string,
    options: { payload?: Buffer | null; header?: unknown; original_error?: unknown } = {},
  ) {
    super(message, options);
    this.header = options.header ?? null;
    this.original_error = options.original_error ?? null;
  }
}

/** The payload cannot be read, although its signature may be good. `original_error` says why. */
export class BadPayload extends BadData {
  override readonly name: string = "BadPayload";
  readonly original_error: unknown;

  constructor(message: string, { original_error = null }: { original_error?: unknown } = {}) {
    super(message, { cause: original_error });
    this.original_error = original_error;
  }
}
