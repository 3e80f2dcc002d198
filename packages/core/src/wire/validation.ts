import { BadRequest } from "./errors.ts";

/** The part of the Standard Schema interface that is used here (https://standardschema.dev, version 1); zod 4 has it. */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly output: Output } | undefined;
  };
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a schema gives when the value fits. */
export type SchemaOutput<S extends StandardSchema> = NonNullable<S["~standard"]["types"]>["output"];

/** One field that did not fit: `{ path: ["user", "age"], message: "expected number" }`. */
export interface FieldError {
  readonly path: readonly string[];
  readonly message: string;
}

/** The request's data does not fit the schema: 400, with the fields in `errors`. */
export class ValidationError extends BadRequest {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super();
    this.errors = errors;
  }
}

/** `value` as the schema gives it. Raises ValidationError; a schema that validates asynchronously is refused. */
export function parse_with<S extends StandardSchema>(schema: S, value: unknown): SchemaOutput<S> {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) {
    result.catch(() => {}); // refused below; its own rejection must not end the process
    throw new TypeError(
      "The schema validates asynchronously; request data is read synchronously, so use one that does not.",
    );
  }
  if (result.issues === undefined) return result.value as SchemaOutput<S>; // the schema says so itself
  throw new ValidationError(result.issues.map(field_error));
}

function field_error({ path = [], message }: SchemaIssue): FieldError {
  return { path: path.map((part) => String(typeof part === "object" ? part.key : part)), message };
}
