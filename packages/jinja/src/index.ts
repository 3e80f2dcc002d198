export { pass_context, pass_environment, pass_eval_context } from "./access/pass_marker.ts";
export { Environment } from "./environment/environment.ts";
export type { Autoescape, EnvironmentOptions } from "./environment/options.ts";
export { type SelectAutoescapeOptions, select_autoescape } from "./environment/select_autoescape.ts";
export { Template } from "./environment/template.ts";
export { TemplateModule } from "./environment/template_module.ts";
export * from "./errors.ts";
export { Extension, type ExtensionClass } from "./extensions/extension.ts";
export { BaseLoader, type TemplateSource } from "./loaders/base_loader.ts";
export { ChoiceLoader } from "./loaders/choice_loader.ts";
export { DictLoader } from "./loaders/dict_loader.ts";
export { FileSystemLoader, type FileSystemLoaderOptions } from "./loaders/file_system_loader.ts";
export { FunctionLoader, type LoadResult } from "./loaders/function_loader.ts";
export { PrefixLoader } from "./loaders/prefix_loader.ts";
export { Context } from "./runtime/context.ts";
export { EvalContext } from "./runtime/eval_context.ts";
export { Macro } from "./runtime/macro.ts";
export { Namespace } from "./runtime/namespace.ts";
export { type HasHtml, has_html, Markup } from "./text/markup.ts";
export { escape } from "./values/escape.ts";
export { Float } from "./values/float.ts";
export { Tuple, tuple_of } from "./values/tuple.ts";
export {
  ChainableUndefined,
  DebugUndefined,
  StrictUndefined,
  Undefined,
} from "./values/undefined.ts";
