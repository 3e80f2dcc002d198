import { DebugExtension } from "./debug_extension.ts";
import { DoExtension } from "./do_extension.ts";
import type { ExtensionClass } from "./extension.ts";
import { InternationalizationExtension } from "./i18n_extension.ts";
import { LoopControlExtension } from "./loop_control_extension.ts";

const BUILTIN: ReadonlyMap<string, ExtensionClass> = new Map<string, ExtensionClass>([
  ["do", DoExtension],
  ["loopcontrols", LoopControlExtension],
  ["i18n", InternationalizationExtension],
  ["debug", DebugExtension],
]);

/** A built-in extension by name: "do", or Python's "jinja2.ext.do". */
export function builtin_extension(name: string): ExtensionClass {
  const extension = BUILTIN.get(name.replace(/^jinja2\.ext\./, ""));
  if (extension === undefined) {
    throw new TypeError(
      `no extension is called '${name}': give its class, or one of ${Array.from(BUILTIN.keys()).join(", ")}`,
    );
  }
  return extension;
}
