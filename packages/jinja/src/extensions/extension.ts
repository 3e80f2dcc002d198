import type * as nodes from "../syntax/nodes.ts";
import type { Parser } from "../syntax/parser.ts";
import type { Token } from "../syntax/token.ts";
import type { TokenStream } from "../syntax/token_stream.ts";

/** What an extension may fill when it is loaded. */
export interface ExtensionHost {
  readonly filters: Record<string, (...args: never[]) => unknown>;
  readonly tests: Record<string, (...args: never[]) => unknown>;
  readonly globals: Record<string, unknown>;
  readonly policies: Record<string, unknown>;
}

/**
 * Adds tags to the language. A subclass names its `tags` and parses them in `parse`, where the stream stands at the
 * tag's name; `identifier` is the name under which templates' code finds the extension's methods.
 */
export class Extension {
  readonly environment: ExtensionHost;
  /** Names that this extension parses. */
  readonly tags: ReadonlySet<string> = new Set();
  readonly priority: number = 100;

  constructor(environment: ExtensionHost) {
    this.environment = environment;
  }

  get identifier(): string {
    return this.constructor.name;
  }

  /** Changes the source before it is read. */
  preprocess(source: string, _name: string | null, _filename: string | null): string {
    return source;
  }

  /** Changes the tokens before they are parsed. */
  filter_stream(stream: TokenStream): Iterable<Token> {
    return stream;
  }

  parse(_parser: Parser): nodes.Stmt | readonly nodes.Stmt[] {
    throw new Error(`${this.identifier} names tags but does not parse them: override parse()`);
  }

  /** A node that is an attribute of this extension. */
  attr(name: string, lineno: number): nodes.ExtensionAttribute {
    return { type: "ExtensionAttribute", lineno, identifier: this.identifier, name };
  }

  /** A node that calls a method of this extension. */
  call_method(
    name: string,
    args: readonly nodes.Expr[],
    lineno: number,
    kwargs: readonly nodes.Keyword[] = [],
  ): nodes.Call {
    const method = this.attr(name, lineno);
    return { type: "Call", lineno, node: method, args, kwargs, dyn_args: null, dyn_kwargs: null };
  }
}

export type ExtensionClass = new (environment: ExtensionHost) => Extension;
