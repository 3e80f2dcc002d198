export { pass_context, pass_environment, pass_eval_context } from "./access/pass_marker.ts";
export { Environment } from "./environment/environment.ts";
export { find_referenced_templates, find_undeclared_variables } from "./environment/meta.ts";
export type { Autoescape, EnvironmentOptions } from "./environment/options.ts";
export {
  ImmutableSandboxedEnvironment,
  MAX_RANGE,
  MAX_REPEATED,
  SandboxedEnvironment,
  unsafe,
} from "./environment/sandbox.ts";
export { type SelectAutoescapeOptions, select_autoescape } from "./environment/select_autoescape.ts";
export { Template } from "./environment/template.ts";
export { TemplateModule } from "./environment/template_module.ts";
export { TemplateStream } from "./environment/template_stream.ts";
export * from "./errors.ts";
export { DebugExtension } from "./extensions/debug_extension.ts";
export { DoExtension } from "./extensions/do_extension.ts";
export { Extension, type ExtensionClass, type ExtensionHost } from "./extensions/extension.ts";
export type { Translations } from "./extensions/gettext.ts";
export { type ExtractedMessage, InternationalizationExtension } from "./extensions/i18n_extension.ts";
export { LoopControlExtension } from "./extensions/loop_control_extension.ts";
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
export type * as nodes from "./syntax/nodes.ts";
export { Parser } from "./syntax/parser.ts";
export type { Token } from "./syntax/token.ts";
export { TokenStream } from "./syntax/token_stream.ts";
export { type HasHtml, has_html, Markup } from "./text/markup.ts";
export { escape } from "./values/escape.ts";
export { Float } from "./values/float.ts";
export { make_logging_undefined, type UndefinedLogger } from "./values/logging_undefined.ts";
export { is_undefined } from "./values/protocols.ts";
export { Tuple, tuple_of } from "./values/tuple.ts";
export type { UndefinedClass } from "./values/undefined.ts";
export {
  ChainableUndefined,
  DebugUndefined,
  StrictUndefined,
  Undefined,
} from "./values/undefined.ts";
