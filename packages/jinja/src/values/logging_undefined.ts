import { Undefined, type UndefinedClass } from "./undefined.ts";

/** Where messages go: `console`, a pino logger, or anything alike. */
export interface UndefinedLogger {
  warn(message: string): unknown;
  error(message: string): unknown;
}

/** An undefined class that logs when undefined values are printed, iterated or tested, and when they fail. */
export function make_logging_undefined(
  logger: UndefinedLogger = console,
  base: UndefinedClass = Undefined,
): UndefinedClass {
  const log = (value: Undefined) => logger.warn(`Template variable warning: ${value._undefined_message}`);
  return class LoggingUndefined extends base {
    override _fail_with_undefined_error(): never {
      logger.error(`Template variable error: ${this._undefined_message}`);
      return super._fail_with_undefined_error();
    }
    override toString(): string {
      log(this);
      return super.toString();
    }
    override [Symbol.iterator](): Iterator<never> {
      log(this);
      return super[Symbol.iterator]();
    }
    override __bool__(): boolean {
      log(this);
      return super.__bool__();
    }
  };
}
