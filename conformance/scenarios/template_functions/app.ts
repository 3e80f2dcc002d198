import { Blueprint, Flask, render_template_string } from "miniflask";
import { Environment } from "miniflask/jinja";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url);
app.jinja_options = { trim_blocks: true, variable_start_string: "[[", variable_end_string: "]]" };

app.template_filter(function reverse(text: string) {
  return [...text].reverse().join("");
});

/** Keyword arguments of a template come as one trailing options object. */
const option = (given: number | { [name: string]: number } | undefined, name: string, fallback: number) =>
  (typeof given === "object" ? given[name] : given) ?? fallback;

app.template_filter("double")(function make_double(text: string, times?: number | { times: number }) {
  return text.repeat(option(times, "times", 2));
});

app.template_test(function boolean(value: unknown) {
  return typeof value === "boolean";
});

app.template_test("long")(function is_long(text: string, limit = 3) {
  return text.length > limit;
});

app.template_global(function answer() {
  return 42;
});

app.template_global("add")(function add_numbers(a: number, b?: number | { b: number }) {
  return a + option(b, "b", 10);
});

app.add_template_filter((text: string) => `${text}!`, "shout");
app.add_template_test((value: unknown) => value === 1, "one");
app.add_template_global(() => "g", "short");

bp.app_template_filter("bp_filter")((text: string) => `bp ${text}`);
bp.app_template_test("bp_test")((value: unknown) => value === "bp");
bp.app_template_global("bp_global")(() => "of the blueprint");

app.register_blueprint(bp);
app.jinja_env.globals["plain"] = "plain global";
app.jinja_env.filters["wrapped"] = (text: unknown) => `(${text})`;

app.get("/", function index() {
  return render_template_string(
    "[[ 'abc'|reverse ]] [[ 'x'|double ]] [[ 'x'|double(3) ]] [[ 'x'|double(times=4) ]]\n" +
      "{% if true is boolean %}\nboolean{% endif %} [[ 'abcd' is long ]] [[ 'abcd' is long(5) ]]\n" +
      "[[ answer() ]] [[ add(1) ]] [[ add(1, b=2) ]] [[ 'a'|shout ]] [[ 1 is one ]] [[ short() ]]\n" +
      "[[ 'x'|bp_filter ]] [[ 'bp' is bp_test ]] [[ bp_global() ]] [[ plain ]] [[ 'x'|wrapped ]] {{ untouched }}",
  );
});

export function own_environment() {
  class Own extends Environment {}
  class OwnApp extends Flask {
    override jinja_environment = Own;
  }
  log.push(new OwnApp("own").jinja_env instanceof Own ? "Own" : "another");
}
