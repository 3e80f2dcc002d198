import { ATTRIBUTE, CALL } from "../access/template_object.ts";
import { Markup } from "../text/markup.ts";
import { string_repr } from "../text/string_repr.ts";
import type { Kwargs } from "../values/signature.ts";
import { tuple_of } from "../values/tuple.ts";
import type { UndefinedClass } from "../values/undefined.ts";

/** Which special names the body of a macro reads. */
interface Catches {
  readonly kwargs: boolean;
  readonly varargs: boolean;
  readonly caller: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the generated function takes as many parameters as the macro has
type MacroBody = (...args: any[]) => string;

/** A macro, or the body of a call block: called like a function, with its output as the result. */
export class Macro {
  readonly name: string | null;
  readonly arguments: readonly string[];
  readonly #env: { readonly undefined: UndefinedClass };
  readonly #body: MacroBody;
  readonly #catches: Catches;
  readonly #autoescape: boolean;

  constructor(
    env: { readonly undefined: UndefinedClass },
    body: MacroBody,
    name: string | null,
    names: readonly string[],
    catches: Catches,
    autoescape: boolean,
  ) {
    this.#env = env;
    this.#body = body;
    this.name = name;
    this.arguments = names;
    this.#catches = catches;
    this.#autoescape = autoescape;
  }

  /** Attributes that Jinja documents for macros. */
  [ATTRIBUTE](name: string): unknown {
    if (name === "name") return this.name;
    if (name === "arguments") return tuple_of(this.arguments);
    if (name === "catch_kwargs") return this.#catches.kwargs;
    if (name === "catch_varargs") return this.#catches.varargs;
    return name === "caller" ? this.#catches.caller : undefined;
  }

  /** `autoescape` is that of the place of the call; without it the place of the definition counts. */
  [CALL](args: readonly unknown[], kwargs: Kwargs | undefined, autoescape = this.#autoescape): unknown {
    const text = this.#body(...this.#parameters(args, kwargs));
    return autoescape ? new Markup(text) : text;
  }

  /** Calls the macro from JavaScript; an object as the last argument is not taken for keyword arguments. */
  call(args: readonly unknown[] = [], kwargs?: Kwargs): unknown {
    return this[CALL](args, kwargs);
  }

  #parameters(args: readonly unknown[], kwargs: Kwargs | undefined): unknown[] {
    const names = this.arguments;
    const count = Math.min(args.length, names.length);
    if (kwargs === undefined && !this.#catches.caller && !this.#catches.kwargs && !this.#catches.varargs) {
      if (args.length > names.length) this.#refuse_varargs();
      return args.slice();
    }
    const rest: Kwargs = { ...kwargs };
    const parameters: unknown[] = args.slice(0, count);
    for (const name of names.slice(count)) {
      parameters.push(Object.hasOwn(rest, name) ? rest[name] : undefined);
      delete rest[name];
    }
    this.#add_caller(parameters, rest, count);
    if (this.#catches.kwargs) parameters.push(rest);
    else this.#refuse_keywords(rest);
    if (this.#catches.varargs) parameters.push(tuple_of(args.slice(names.length)));
    else if (args.length > names.length) this.#refuse_varargs();
    return parameters;
  }

  #add_caller(parameters: unknown[], rest: Kwargs, given: number): void {
    if (!this.#catches.caller) return;
    const named = this.arguments.indexOf("caller");
    if (named >= 0 && (named >= given || given === this.arguments.length)) return;
    parameters.push(rest.caller ?? new this.#env.undefined("No caller defined", undefined, "caller"));
    delete rest.caller;
  }

  #refuse_keywords(rest: Kwargs): void {
    const [name] = Object.keys(rest);
    if (name === undefined) return;
    const macro = this.name === null ? "None" : string_repr(this.name);
    if (Object.hasOwn(rest, "caller")) {
      throw new TypeError(
        `macro ${macro} was invoked with two values for the special caller argument. This is most likely a bug.`,
      );
    }
    throw new TypeError(`macro ${macro} takes no keyword argument ${string_repr(name)}`);
  }

  #refuse_varargs(): never {
    const macro = this.name === null ? "None" : string_repr(this.name);
    throw new TypeError(`macro ${macro} takes not more than ${this.arguments.length} argument(s)`);
  }

  toString(): string {
    return `<Macro ${this.name === null ? "anonymous" : string_repr(this.name)}>`;
  }
}
