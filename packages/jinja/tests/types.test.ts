import {
  type Context,
  DictLoader,
  Environment,
  FileSystemLoader,
  Markup,
  pass_context,
  type Template,
  Undefined,
  type UndefinedClass,
} from "@miniflask/jinja";
import { expect, expectTypeOf, test } from "vitest";

test("an environment with typed filters and globals needs no cast", () => {
  const env = new Environment({
    loader: new DictLoader({ "a.html": "{{ name|greet(mark='!') }}{{ total([1, 2]) }}{{ who() }}" }),
    autoescape: (name) => name?.endsWith(".html") === true,
  });
  env.filters.greet = (name: string, options: { mark?: string } = {}): Markup =>
    new Markup(`<b>${name}</b>${options.mark ?? ""}`);
  env.tests.even_length = (value: string): boolean => value.length % 2 === 0;
  env.globals.total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  env.globals.who = pass_context((context: Context): unknown => context.get("name"));
  const template = env.get_template("a.html");
  expectTypeOf(template).toEqualTypeOf<Template>();
  expectTypeOf(template.render({ name: "Ada" })).toEqualTypeOf<string>();
  expectTypeOf(template.generate()).toEqualTypeOf<Generator<string>>();
  expectTypeOf(env.get_template).parameter(1).toEqualTypeOf<string | null | undefined>();
  expect(template.render({ name: "Ada" })).toBe("<b>Ada</b>!3Ada");
});

test("a context may be of an interface, which has no index signature", () => {
  interface Page {
    readonly title: string;
  }
  const page: Page = { title: "T" };
  expect(new Environment().from_string("{{ title }}").render(page)).toBe("T");
});

test("undefined classes and loaders can be extended", () => {
  class Loud extends Undefined {
    override toString(): string {
      return "!";
    }
  }
  expectTypeOf(Loud).toExtend<UndefinedClass>();
  expectTypeOf(new FileSystemLoader(["a", "b"]).searchpath).toEqualTypeOf<readonly string[]>();
  expect(new Environment({ undefined: Loud }).from_string("{{ x }}").render()).toBe("!");
});

test("wrong options and wrong calls do not compile", () => {
  // @ts-expect-error: no such option
  expect(() => new Environment({ autoescpae: true })).toThrow("no option 'autoescpae'");
  // @ts-expect-error: a filter is a function
  expect(() => (new Environment().filters.x = 1)).not.toThrow();
  // @ts-expect-error: variables are an object
  expect(() => new Environment().from_string("").render(1)).not.toThrow();
});
