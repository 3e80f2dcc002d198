import { TemplateSyntaxError } from "../errors.ts";
import { string_repr } from "../text/string_repr.ts";
import type { Stmt } from "./nodes.ts";
import { describe_expected } from "./token.ts";
import type { TokenStream } from "./token_stream.ts";

export type SyntaxErrorClass = new (
  message: string,
  lineno: number,
  name: string | null,
  filename: string | null,
) => TemplateSyntaxError;

/** Parses the tag that an extension registered; the stream stands at the tag's name. */
export type TagParser<P> = (parser: P) => Stmt | readonly Stmt[];

/** What all parts of the parser share: the stream, the open tags, and how errors are told. */
export class ParserBase {
  readonly stream: TokenStream;
  readonly name: string | null;
  readonly filename: string | null;
  protected readonly tag_stack: string[] = [];
  protected readonly end_token_stack: (readonly string[])[] = [];

  constructor(stream: TokenStream) {
    this.stream = stream;
    this.name = stream.name;
    this.filename = stream.filename;
  }

  /** Raises a syntax error at a line, by default the current one. */
  fail(
    message: string,
    lineno = this.stream.current.lineno,
    error: SyntaxErrorClass = TemplateSyntaxError,
  ): never {
    throw new error(message, lineno, this.name, this.filename);
  }

  fail_unknown_tag(name: string, lineno?: number): never {
    return this.#fail_tags(name, this.end_token_stack, lineno);
  }

  fail_eof(end_tokens?: readonly string[], lineno?: number): never {
    const stack = end_tokens === undefined ? this.end_token_stack : [...this.end_token_stack, end_tokens];
    return this.#fail_tags(null, stack, lineno);
  }

  #fail_tags(name: string | null, stack: readonly (readonly string[])[], lineno?: number): never {
    const expected = stack.flat().map(describe_expected);
    const looking = stack.at(-1)?.map((one) => string_repr(describe_expected(one)));
    const message = [
      name === null ? "Unexpected end of template." : `Encountered unknown tag ${string_repr(name)}.`,
    ];
    if (looking !== undefined) {
      message.push(
        name !== null && expected.includes(name)
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking.join(" or ")}.`
          : `Jinja was looking for the following tags: ${looking.join(" or ")}.`,
      );
    }
    const innermost = this.tag_stack.at(-1);
    if (innermost !== undefined)
      message.push(`The innermost block that needs to be closed is ${string_repr(innermost)}.`);
    return this.fail(message.join(" "), lineno);
  }
}
