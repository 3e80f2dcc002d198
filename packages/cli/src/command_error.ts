/** The command line cannot be carried out; the message says why and what to do, and is all that is printed. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** What the process ends with: click's 2 for a wrong command line, 1 for what went wrong later. */
  readonly exit_code: 1 | 2;

  constructor(message: string, exit_code: 1 | 2 = 2) {
    super(message);
    this.exit_code = exit_code;
  }
}
