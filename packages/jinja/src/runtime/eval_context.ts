/** What functions marked with `pass_eval_context` get: whether escaping is on where they are called. */
export class EvalContext<E = unknown> {
  readonly environment: E;
  autoescape: boolean;
  constructor(environment: E, autoescape: boolean) {
    this.environment = environment;
    this.autoescape = autoescape;
  }
}
