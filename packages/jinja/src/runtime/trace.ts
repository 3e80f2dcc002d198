/** The template that a generated function belongs to. */
export interface Place {
  readonly name: string | null;
  readonly filename: string | null;
}

/**
 * Adds the place in the template to an error on its way out. The innermost place is kept in `template_name`, `lineno`
 * and `filename`; every place goes to the top of the stack. The error itself, its class and its message stay.
 */
export function trace(error: unknown, place: Place, lineno: number): unknown {
  if (typeof error !== "object" || error === null || !(error instanceof Error)) return error;
  try {
    add_place(error, place, lineno);
  } catch {
    // A frozen error keeps what it has: its own message matters more than our line.
  }
  return error;
}

function add_place(
  error: Error & { lineno?: unknown; template_name?: unknown },
  place: Place,
  lineno: number,
): void {
  if (error.lineno === undefined) {
    const fields = { template_name: place.name, lineno, filename: place.filename };
    for (const [name, value] of Object.entries(fields)) {
      if (Object.hasOwn(error, name)) continue;
      Object.defineProperty(error, name, { value, configurable: true, writable: true });
    }
  }
  add_stack_line(error, `    at template (${place.filename ?? place.name ?? "<template>"}:${lineno})`);
}

/** The template's lines stand under the message, innermost first, before JavaScript's. */
function add_stack_line(error: Error, line: string): void {
  const stack = error.stack ?? "";
  const lines = stack.split("\n");
  const start = lines.findIndex((one) => /^ {4}at (?!template \()/.test(one));
  const at = start < 0 ? lines.length : start;
  if (lines.length > MAX_STACK) return;
  lines.splice(at, 0, line);
  error.stack = lines.join("\n");
}

/** A template that calls itself endlessly must not spend its time on the stack's text. */
const MAX_STACK = 60;
