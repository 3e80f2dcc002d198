import type { CompilerHost } from "../compile/compiler_base.ts";
import { TemplateCompiler } from "../compile/template_compiler.ts";
import { TemplateSyntaxError } from "../errors.ts";
import type { Block } from "../runtime/context.ts";
import type * as nodes from "../syntax/nodes.ts";
import type { CompiledTemplate, TemplateCode } from "./template.ts";

type Names = Readonly<Record<string, unknown>>;

/** Compiles a tree to JavaScript functions. `runtime` holds what the generated code may use, and nothing else. */
export function compile_template(
  host: CompilerHost,
  tree: nodes.Template,
  name: string | null,
  filename: string | null,
  runtime: Names,
  env: unknown,
): TemplateCode {
  const source = generate(host, tree, name, filename, false);
  const run = <R>(code: string, own_blocks: Record<string, Block>): CompiledTemplate<R> =>
    evaluate(
      code,
      { runtime, env, place: { name, filename }, own_blocks },
      name,
      filename,
    ) as CompiledTemplate<R>; // the compiler writes that shape
  return {
    text: (own_blocks) => run<string>(source, own_blocks),
    stream: (own_blocks) => run<Iterable<string>>(generate(host, tree, name, filename, true), own_blocks),
  };
}

function generate(
  host: CompilerHost,
  tree: nodes.Template,
  name: string | null,
  filename: string | null,
  streaming: boolean,
): string {
  return guard_depth(name, filename, () =>
    new TemplateCompiler(host, name, filename, streaming).compile(tree),
  );
}

/** Parsing and compiling recurse with the nesting of a template; a stack overflow is the template's error. */
export function guard_depth<T>(name: string | null, filename: string | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateSyntaxError("the template is nested too deeply", 1, name, filename);
  }
}

interface Parameters {
  readonly runtime: Names;
  readonly env: unknown;
  readonly place: { readonly name: string | null; readonly filename: string | null };
  readonly own_blocks: Record<string, Block>;
}

/** The only place where text becomes code. The text is the compiler's; names and strings of templates are quoted in it. */
function evaluate(code: string, given: Parameters, name: string | null, filename: string | null): unknown {
  const { runtime, env, place, own_blocks } = given;
  const body = `"use strict";\nconst {${Object.keys(runtime).join(", ")}} = runtime;\n${code}`;
  return guard_depth(name, filename, () => {
    const make = new Function("runtime", "env", "place", "own_blocks", body);
    return make(runtime, env, place, own_blocks);
  });
}
