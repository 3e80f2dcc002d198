/** The root of Jinja's own errors. At run time the engine adds `template_name` and `lineno` to any error. */
export class TemplateError extends Error {
  override name = "TemplateError";
  declare lineno?: number;
  declare template_name?: string | null;
  declare filename?: string | null;
}

/** Raised when a template does not exist. `templates` lists every name that was tried. */
export class TemplateNotFound extends TemplateError {
  override name = "TemplateNotFound";
  readonly templates: readonly string[];
  constructor(
    template: string | null,
    message?: string | null,
    templates: readonly string[] = template === null ? [] : [template],
  ) {
    super(message ?? String(template));
    this.templates = templates;
    this.template_name = template;
  }
}

/** Like {@link TemplateNotFound}, for a list of names of which none exists. */
export class TemplatesNotFound extends TemplateNotFound {
  override name = "TemplatesNotFound";
  constructor(names: readonly string[], message?: string) {
    super(
      names.at(-1) ?? null,
      message ?? `none of the templates given were found: ${names.join(", ")}`,
      names,
    );
  }
}

/** Raised while a template is parsed; `lineno` counts from 1, `source` is set by the environment. */
export class TemplateSyntaxError extends TemplateError {
  override name = "TemplateSyntaxError";
  override readonly lineno: number;
  /** The reason alone; `message` also holds the place and the source line. */
  readonly reason: string;
  source: string | null = null;
  constructor(message: string, lineno: number, name: string | null = null, filename: string | null = null) {
    super(message);
    this.reason = message;
    this.lineno = lineno;
    this.template_name = name;
    this.filename = filename;
  }

  /** Keeps the source, so that the stack shows the line that was wrong. */
  show_source(source: string): void {
    if (this.source !== null) return;
    this.source = source;
    const head = `${this.name}: ${this.reason}`;
    if (this.stack?.startsWith(head)) this.stack = this.toString() + this.stack.slice(head.length);
  }

  /** Text with the place and the source line marked, as Python's `str()` of the error gives it. */
  override toString(): string {
    const place = this.filename ?? this.template_name;
    const lines = [this.reason, `  ${place ? `File "${place}", ` : ""}line ${this.lineno}`];
    const line = this.source?.split(/\r\n|\r|\n/)[this.lineno - 1];
    if (line !== undefined) lines.push(`    ${line.trim()}`);
    return `${this.name}: ${lines.join("\n")}`;
  }
}

/** A template that parses but means nothing, e.g. an unknown filter. */
export class TemplateAssertionError extends TemplateSyntaxError {
  override name = "TemplateAssertionError";
}

/** Raised while a template renders. */
export class TemplateRuntimeError extends TemplateError {
  override name = "TemplateRuntimeError";
}

/** Raised when an undefined value is used for more than printing, iterating and testing. */
export class UndefinedError extends TemplateRuntimeError {
  override name = "UndefinedError";
}

/** Raised by a sandboxed environment for what a template may not do. */
export class SecurityError extends TemplateRuntimeError {
  override name = "SecurityError";
}

/** Raised by a filter that was called with arguments that make no sense. */
export class FilterArgumentError extends TemplateRuntimeError {
  override name = "FilterArgumentError";
}

/** Python's ArithmeticError and its kin, for operations that JavaScript would answer with NaN. */
export class ArithmeticError extends Error {
  override name = "ArithmeticError";
}
export class ZeroDivisionError extends ArithmeticError {
  override name = "ZeroDivisionError";
}
export class OverflowError extends ArithmeticError {
  override name = "OverflowError";
}
export class ValueError extends Error {
  override name = "ValueError";
}
export class AssertionError extends Error {
  override name = "AssertionError";
}
export class AttributeError extends Error {
  override name = "AttributeError";
}
export class LookupError extends Error {
  override name = "LookupError";
}
export class IndexError extends LookupError {
  override name = "IndexError";
}
export class KeyError extends LookupError {
  override name = "KeyError";
}
export class RuntimeError extends Error {
  override name = "RuntimeError";
}
