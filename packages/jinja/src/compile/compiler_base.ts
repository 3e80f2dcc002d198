import { is_inherited_name } from "../access/guarded.ts";
import { TemplateAssertionError } from "../errors.ts";
import type { AnyFunction } from "../values/signature.ts";
import { CodeWriter, property, quote } from "./code_writer.ts";
import type { Frame } from "./frame.ts";

/** What the compiler asks of the environment. */
export interface CompilerHost {
  readonly filters: Readonly<Record<string, AnyFunction>>;
  readonly tests: Readonly<Record<string, AnyFunction>>;
  readonly finalize: AnyFunction | null;
  /** Whether attribute access or calls are overridden, as a sandbox does. */
  readonly guarded: boolean;
  /** Operators that the environment wants to run itself. */
  readonly intercepted_operators: ReadonlySet<string>;
  autoescape_for(name: string | null): boolean;
}

/** Escaping as far as it is known while compiling; volatile means it is decided while rendering. */
export interface CompileEscape {
  autoescape: boolean;
  volatile: boolean;
}

/** What the parts of the compiler share. */
export class CompilerBase {
  readonly host: CompilerHost;
  readonly name: string | null;
  readonly filename: string | null;
  /** Whether output is yielded instead of collected. */
  readonly streaming: boolean;
  readonly out = new CodeWriter();
  readonly escape: CompileEscape;
  /** The line that the generated code has noted last, or 0 when that is unknown. */
  protected known_line = 0;

  constructor(host: CompilerHost, name: string | null, filename: string | null, streaming: boolean) {
    this.host = host;
    this.name = name;
    this.filename = filename;
    this.streaming = streaming;
    this.escape = { autoescape: host.autoescape_for(name), volatile: false };
  }

  fail(message: string, lineno: number): never {
    throw new TemplateAssertionError(message, lineno, this.name, this.filename);
  }

  /** Notes the line for errors; free where it has not changed. */
  mark_line(lineno: number): void {
    if (this.known_line === lineno) return;
    this.out.line(`L = ${lineno};`);
    this.known_line = lineno;
  }

  /** After branches and loops the line is not known. */
  forget_line(): void {
    this.known_line = 0;
  }

  /** Declares the variables of a frame. Names are looked up where the frame is entered. */
  enter_frame(frame: Frame): void {
    for (const [ref, load] of frame.symbols.loads) {
      if (load.kind === "resolve") this.out.line(`let ${ref} = ${this.#resolve(load.name)};`);
      else if (load.kind === "alias") this.out.line(`let ${ref} = ${load.target};`);
      else if (load.kind === "undefined") this.out.line(`let ${ref};`);
    }
  }

  /** Reads a variable. The scope that templates use most is read by name in place, which V8 remembers. */
  #resolve(name: string): string {
    const slow = `context.resolve_or_missing(${quote(name)})`;
    return is_inherited_name(name) ? slow : `context.quick?.[${quote(name)}] ?? ${slow}`;
  }

  /** An object of the local variables; undefined ones are dropped by whoever takes it. */
  locals(frame: Frame): string {
    const pairs = Array.from(frame.symbols.dump_stores(), ([name, ref]) => property(name, ref));
    return pairs.length === 0 ? "null" : `{${pairs.join(", ")}}`;
  }

  /** Variables for intermediate values that the function being written must declare. */
  protected temporaries: string[] = [];

  /**
   * A function of the generated code: it notes lines of its own and adds them to what it throws. `write` writes the
   * body, which must end with a return.
   */
  traced_function(head: string, lineno: number, write: () => void): void {
    const [outer_line, outer_temporaries] = [this.known_line, this.temporaries];
    this.known_line = lineno;
    this.temporaries = [];
    const body = this.out.capture(write);
    const declared = ["L = " + lineno, ...this.temporaries].join(", ");
    this.out.line(`${head} { let ${declared}; try {`);
    this.out.line(body);
    this.out.line("} catch (error) { throw trace(error, place, L); } }");
    this.known_line = outer_line;
    this.temporaries = outer_temporaries;
  }
}
