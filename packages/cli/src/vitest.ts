import { transform } from "esbuild";

/** The part of a Vite plugin that is used here, so that vite need not be a dependency. */
export interface DecoratorPlugin {
  readonly name: string;
  readonly enforce: "pre";
  transform(code: string, id: string): Promise<{ code: string; map: string } | undefined>;
}

const TYPESCRIPT_FILE = /\.[mc]?tsx?(\?|$)/;
// A cheap guess: a false hit (an address in a string) only costs a needless transform.
const DECORATOR = /@[\w$(]/;

/**
 * Lowers standard (TC39) decorators before vitest's own transformer, which does not.
 * Use it in `vitest.config.ts`: `plugins: [standard_decorators()]`.
 */
export function standard_decorators(): DecoratorPlugin {
  return { name: "miniflask:standard-decorators", enforce: "pre", transform: lower_decorators };
}

async function lower_decorators(code: string, id: string) {
  if (!TYPESCRIPT_FILE.test(id) || !DECORATOR.test(code)) return undefined;
  const { code: lowered, map } = await transform(code, {
    loader: "ts",
    target: "node22",
    sourcefile: id.split("?")[0]!,
    sourcemap: true,
    // An app's own tsconfig may ask for the old decorators; the route decorators are the standard ones.
    tsconfigRaw: { compilerOptions: { experimentalDecorators: false, useDefineForClassFields: true } },
  });
  return { code: lowered, map };
}
