import { escape_html } from "../data/html_text.ts";
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
    super("These fields do not fit:");
    this.errors = errors;
  }

  override get_description(): string {
    const items = this.errors.map(
      ({ path, message }) => `<li>${shown_path(path)}${escape_html(message)}</li>`,
    );
    return `${super.get_description()}\n<ul>${items.join("")}</ul>`;
  }
}

/** The same of JSON, answered in JSON: `{ "errors": [{ "path": ["age"], "message": "…" }] }`. */
export class JSONValidationError extends ValidationError {
  override get_body(): string {
    return JSON.stringify({ errors: this.errors });
  }

  override get_headers(): [name: string, value: string][] {
    return [["Content-Type", "application/json"]];
  }
}

function shown_path(path: readonly string[]): string {
  return path.length === 0 ? "" : `<code>${escape_html(path.join("."))}</code>: `;
}

/** `value` as the schema gives it. Raises an error of `error_class`; a schema that validates asynchronously is refused. */
export function parse_with<S extends StandardSchema>(
  schema: S,
  value: unknown,
  error_class: typeof ValidationError = ValidationError,
): SchemaOutput<S> {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) {
    result.catch(() => {}); // refused below; its own rejection must not end the process
    throw new TypeError(
      "The schema validates asynchronously; request data is read synchronously, so use one that does not.",
    );
  }
  if (result.issues === undefined) return result.value as SchemaOutput<S>; // the schema says so itself
  throw new error_class(result.issues.map(field_error));
}

function field_error({ path = [], message }: SchemaIssue): FieldError {
  return { path: path.map((part) => String(typeof part === "object" ? part.key : part)), message };
}
