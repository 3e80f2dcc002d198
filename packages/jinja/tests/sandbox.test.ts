import {
  ImmutableSandboxedEnvironment,
  MAX_RANGE,
  SandboxedEnvironment,
  SecurityError,
  unsafe,
} from "@miniflask/jinja";
import { describe, expect, test } from "vitest";

class Thing {
  _hidden = "hidden";
  shown = "shown";
  _secret(): string {
    return "secret";
  }
  method(): string {
    return "called";
  }
}

class Field {
  readonly unsafe_callable: boolean;
  constructor(unsafe_callable: boolean) {
    this.unsafe_callable = unsafe_callable;
  }
  __call__(): string {
    return "a field";
  }
}
class Wiper {
  readonly __call__ = unsafe(() => "wiped");
}

const fields = { safe: new Field(false), marked: new Field(true), wiper: new Wiper() };
const dangerous = unsafe(() => "done");
const altering = Object.assign(() => "altered", { alters_data: true });
const variables = () => ({
  thing: new Thing(),
  dangerous,
  altering,
  fields,
  list: [1],
  dict: { a: 1, _b: 2 },
});

describe.each([SandboxedEnvironment, ImmutableSandboxedEnvironment])("%o", (Sandbox) => {
  const render = (source: string) => new Sandbox().from_string(source).render(variables());

  test.each([
    ["{{ thing.shown }} {{ thing['shown'] }} {{ thing.method() }}", "shown shown called"],
    ["{{ dict.a }} {{ dict['_b'] }} {{ 'a'.upper() }} {{ list|length }}", "1 2 A 1"],
    ["{{ fields.safe() }}", "a field"],
    ["{{ range(3)|list }} {{ 'a' * 3 }} {{ 2 * 3 }}", "[0, 1, 2] aaa 6"],
    ["{{ '{0.shown} {1[a]}'.format(thing, dict) }}", "shown 1"],
    ["{{ thing._hidden }}|{{ thing|attr('_hidden') }}|{{ [thing]|map(attribute='_hidden')|join }}", "||"],
    ["{{ ('<b>{0.shown}</b>'|safe).format(thing) }}{{ 'a{0._hidden}b'.format(thing) }}", "<b>shown</b>ab"],
  ])("%s", (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  test.each([
    ["{{ thing._hidden.x }}", SecurityError],
    ["{{ thing._secret() }}", SecurityError],
    ["{{ thing['_secret']() }}", SecurityError],
    ["{{ (thing|attr('_secret'))() }}", SecurityError],
    ["{{ thing.__class__.__name__ }}", SecurityError],
    ["{{ dangerous() }}", SecurityError],
    ["{{ altering() }}", SecurityError],
    ["{{ fields.marked() }}", SecurityError],
    ["{{ fields.wiper() }}", SecurityError],
    ["{% set f = dangerous %}{{ f() }}", SecurityError],
    [`{{ range(${MAX_RANGE + 1}) }}`, Error],
    ["{{ 'a' * 10000000 }}", Error],
    ["{{ 10000000 * 'a' }}", Error],
    ["{{ [1] * 10000000 }}", Error],
  ])("%s is refused", (source, kind) => {
    expect(() => render(source)).toThrow(kind);
  });
});

test("the immutable sandbox refuses changes, the other one does not", () => {
  const sources = [
    "{{ list.append(2) }}",
    "{{ list.pop() }}",
    "{{ dict.update(c=1) }}",
    "{{ dict.pop('a') }}",
    "{{ list.sort() }}",
  ];
  for (const source of sources) {
    expect(() => new SandboxedEnvironment().from_string(source).render(variables())).not.toThrow();
    expect(() => new ImmutableSandboxedEnvironment().from_string(source).render(variables())).toThrow(
      SecurityError,
    );
  }
  expect(
    new ImmutableSandboxedEnvironment()
      .from_string("{{ list.count(1) }}{{ dict.get('a') }}")
      .render(variables()),
  ).toBe("11");
});
