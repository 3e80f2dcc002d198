import { Flask } from "miniflask";
import * as jinja from "miniflask/jinja";

export const app = new Flask(import.meta.url);
const { DictLoader, Environment, Markup, StrictUndefined } = jinja;
const env = new Environment({ loader: new DictLoader({ part: "[part]" }), extensions: ["i18n"] });
env.globals.gettext = (text: string) => text;

function rendered(source: string, context: Record<string, unknown> = {}, environment = env): string {
  try {
    return environment.from_string(source).render(context);
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

function failing_line(source: string) {
  try {
    return env.from_string(source).render();
  } catch (error) {
    return (error as { lineno?: number }).lineno;
  }
}

export function sets_printed() {
  return rendered("{{ numbers }}", { numbers: new Set([3, 1, 2]) });
}

export function functions_printed() {
  return rendered("{{ ' at 0x' in f|string }}", { f: sets_printed });
}

export function include_in_a_block() {
  const wheres = [
    ["{% set x %}", "{% endset %}"],
    ["{% filter upper %}", "{% endfilter %}"],
  ];
  return wheres.map(([start, end]) =>
    rendered(`${start}a{% include 'part' without context %}b${end}c{{ x }}`),
  );
}

export function large_results() {
  return [rendered("{{ (2 ** 10000000) % 7 }}"), rendered("{{ ('ab' * 60000000)|length }}")];
}

export function complex_power() {
  return rendered("{{ (-777) ** 0.333 }}");
}

export function missing_template() {
  try {
    return env.get_template("missing.html").render();
  } catch (error) {
    return (error as Error).name;
  }
}

export function endless_recursion() {
  return rendered("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
}

export function repeated_keyword() {
  return rendered("{{ f(a=1, a=2) }}", { f: () => ({}) });
}

export function line_of_a_with() {
  return failing_line("1\n{% with a = 1,\n b = missing.name.first %}{% endwith %}");
}

export function keywords_of_gettext() {
  return rendered("{{ gettext('x', a=1) }}");
}

export function message_of_a_filter() {
  try {
    return env.from_string("{{ 'a'|replace }}").render();
  } catch (error) {
    return (error as Error).message;
  }
}

export function named_character() {
  return rendered("{{ '\\N{BULLET}' }}");
}

export function folded_undefined() {
  const strict = new Environment({ undefined: StrictUndefined });
  return rendered("{% if false %}{{ (1).x ~ 'a' }}{% endif %}", {}, strict);
}

export function names_of_jinja() {
  const names = "ModuleLoader PackageLoader BytecodeCache FileSystemBytecodeCache".split(" ");
  return Object.fromEntries([
    ...names.map((name) => [name, name in jinja]),
    ["enable_async", "is_async" in env],
    ["nativetypes", "NativeEnvironment" in jinja],
  ]);
}

export function methods_of_markup() {
  const markup = new Markup("<b>{}");
  return ["format" in markup, "join" in markup, rendered("{{ m.format('<') }}", { m: markup })];
}
