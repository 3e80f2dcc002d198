import { Symbols } from "./symbols.ts";

/** What is known about the place in the template that is being compiled. */
export class Frame {
  readonly symbols: Symbols;
  /** The JavaScript variable that output is appended to; null where it is yielded. */
  buffer: string | null = null;
  /** Whether assignments are exported: the template's own level, and `if` branches there. */
  toplevel = false;
  /** Like `toplevel`, but not inside `if`. */
  rootlevel = false;
  loop_frame = false;
  block_frame = false;
  /** Inside `if`: unknown filters fail only when they are reached. */
  soft_frame = false;
  /** Whether output counts only while no parent template is known. */
  require_output_check = false;
  /** Names that `set` stored in a loop or block so far: context functions see them. */
  assigned: Set<string> = new Set();

  constructor(symbols = new Symbols(), buffer: string | null = null) {
    this.symbols = symbols;
    this.buffer = buffer;
  }

  /** A scope inside this one. */
  inner(): Frame {
    const frame = new Frame(new Symbols(this.symbols), this.buffer);
    frame.require_output_check = this.require_output_check;
    return frame;
  }

  /** The branch of an `if`: the same variables. */
  soft(): Frame {
    const frame = new Frame(this.symbols, this.buffer);
    frame.toplevel = this.toplevel;
    frame.loop_frame = this.loop_frame;
    frame.block_frame = this.block_frame;
    frame.require_output_check = this.require_output_check;
    frame.assigned = this.assigned;
    frame.soft_frame = true;
    return frame;
  }
}
