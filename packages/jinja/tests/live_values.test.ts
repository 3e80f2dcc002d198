import {
  type Context,
  Environment,
  type EvalContext,
  Float,
  pass_context,
  pass_environment,
  pass_eval_context,
  tuple_of,
} from "@miniflask/jinja";
import { describe, expect, test } from "vitest";

const env = new Environment();
const render = (source: string, variables: object = {}) => env.from_string(source).render(variables);

class Account {
  #balance = 10;
  owner = "Ada";
  get balance(): number {
    return this.#balance;
  }
  items(): string {
    return `items of ${this.owner}`;
  }
  deposit(amount: number, options: { note?: string } = {}): string {
    this.#balance += amount;
    return `${this.#balance} ${options.note ?? ""}`;
  }
  toString(): string {
    return `<Account ${this.owner}>`;
  }
}

describe("class instances", () => {
  test.each([
    ["{{ a.owner }} {{ a['owner'] }} {{ a|attr('owner') }}", "Ada Ada Ada"],
    ["{{ a.balance }}", "10"],
    ["{{ a.items() }}", "items of Ada"],
    ["{{ a['items']() }}", "items of Ada"],
    ["{% set f = a.items %}{{ f() }}", "items of Ada"],
    ["{{ a.deposit(5, note='x') }}", "15 x"],
    ["{{ a.deposit(5, **{'note': 'y'}) }}", "15 y"],
    ["{{ a.deposit(*[7]) }}", "17 "],
    ["{{ a }} {{ [a] }}", "<Account Ada> [<Account Ada>]"],
    ["{{ a.toString() }}", "<Account Ada>"],
    ["{{ a.nothing }}|{{ a.nothing is defined }}", "|False"],
    ["{{ 'yes' if a else 'no' }}", "yes"],
    ["{{ [a, a]|map(attribute='owner')|join(',') }}", "Ada,Ada"],
    ["{{ b }}", "<Bare object>"],
  ])("%s", (source, expected) => {
    class Bare {}
    expect(render(source, { a: new Account(), b: new Bare() })).toBe(expected);
  });
});

describe("Python's protocols, where a class has them", () => {
  class Field {
    label = "Name";
    __call__(options: Record<string, string> = {}): string {
      return `<input ${Object.entries(options).join(" ")}>${this.label}`;
    }
  }
  class Row {
    readonly #pairs: readonly (readonly [string, number])[] = [
      ["a", 1],
      ["b", 2],
    ];
    get [Symbol.for("miniflask.python_type")](): string {
      return "dict";
    }
    items(): Iterable<readonly [string, number]> {
      return this.#pairs.values();
    }
    lists(): readonly (readonly [string, number])[] {
      return this.#pairs;
    }
    *[Symbol.iterator](): Generator<string> {
      for (const [name] of this.#pairs) yield name;
    }
  }
  test.each([
    ["{{ form.name() }}", "<input >Name"],
    ["{{ form.name(class='wide') }}", "<input class,wide>Name"],
    ["{{ f(**{'id': 'x'}) }} {{ f is callable }} {{ row is callable }}", "<input id,x>Name True False"],
    ["{{ {'__call__': g}() }}", TypeError],
    ["{{ row is mapping }} {{ row|length }} {{ form is mapping }}", "True 2 True"],
    ["{{ row.items()|list }}", "[('a', 1), ('b', 2)]"],
    ["{{ row.lists() }} {{ row.lists()|length }}", "[('a', 1), ('b', 2)] 2"],
    ["{% for key, value in row.items() %}{{ key }}{{ value }}{% endfor %}", "a1b2"],
  ])("%s", (source, expected) => {
    const rendered = () =>
      render(source, { form: { name: new Field() }, f: new Field(), row: new Row(), g: () => "" });
    if (typeof expected === "string") expect(rendered()).toBe(expected);
    else expect(rendered).toThrow(expected);
  });
});

describe("functions of plain objects", () => {
  const holder = {
    mark: "mine",
    short() {
      return this.mark;
    },
    long: function (this: { mark: string }) {
      return this.mark;
    },
    items() {
      return [this.mark];
    },
    Account,
  };
  test.each([
    ["{{ h.short() }} {{ h.long() }} {{ h['long']() }}", "mine mine mine"],
    ["{% set f = h.long %}{{ f() }}", "mine"],
    ["{{ h.items() }}", "['mine']"],
    ["{{ h.Account().owner }}", "Ada"],
    ["{{ (h|attr('long'))() }}", "mine"],
  ])("%s", (source, expected) => {
    expect(render(source, { h: holder })).toBe(expected);
  });
});

describe("live containers", () => {
  test("a getter runs each time it is read", () => {
    let reads = 0;
    const values = {
      get n() {
        reads += 1;
        return reads;
      },
    };
    expect(render("{{ v.n }}{{ v.n }}", { v: values })).toBe("12");
  });

  test("a Proxy is asked, not copied", () => {
    const asked: PropertyKey[] = [];
    const proxy = new Proxy({} as Record<string, unknown>, {
      get: (_target, key) => {
        asked.push(key);
        return key === "name" ? "live" : undefined;
      },
    });
    env.globals.proxy = proxy;
    expect(render("{{ proxy.name }}{{ proxy.other }}")).toBe("live");
    expect(asked).toContain("name");
  });

  test("a context may be a Proxy, a Map, an instance or have no prototype", () => {
    expect(render("{{ a }}", new Proxy({ a: 1 }, {}))).toBe("1");
    expect(render("{{ a }}", new Map([["a", 2]]))).toBe("2");
    expect(render("{{ owner }} {{ balance }}", new Account())).toBe("Ada 10");
    expect(render("{{ a }}", Object.assign(Object.create(null), { a: 3 }))).toBe("3");
    expect(render("{{ toString }}{{ constructor }}{{ __proto__ }}", {})).toBe("");
    expect(render("{{ constructor }}", { constructor: "own" })).toBe("own");
  });

  test.each([
    ["{{ m.a }}{{ m['a'] }}{{ m.get('a') }}{{ m.items()|list }}{{ m|length }}", "111[('a', 1), (2, 'two')]2"],
    ["{{ m[2] }}{{ m[2.0] }}{{ 'a' in m }}{{ 'z' in m }}{{ m }}", "twotwoTrueFalse{'a': 1, 2: 'two'}"],
    ["{% for k in m %}{{ k }},{% endfor %}", "a,2,"],
    ["{{ s }}{{ 1 in s }}{{ s|length }}{{ s|sort }}", "{1, 2}True2[1, 2]"],
    ["{{ l.append(3) }}{{ l }}{{ l.pop() }}{{ l.index(2) }}", "None[1, 2, 3]31"],
    ["{{ d.update(b=2) }}{{ d }}{{ d.pop('a') }}{{ d }}", "None{'a': 1, 'b': 2}1{'b': 2}"],
    ["{{ d.items }}", "call"],
    ["{{ l.length }}{{ s.size }}{{ m.size }}{{ 'abc'.length }}", ""],
    ["{% for x in gen %}{{ x }}{{ loop.last }}{% endfor %}", "1False2True"],
    ["{{ gen|list }}{{ gen|list }}", "[1, 2][]"],
    ["{{ own.get('x') }}", "got x"],
    [
      "{{ date }} {{ date.year }} {{ date.strftime('%d.%m.%Y') }} {{ date.getTime() }} {{ [date] }}",
      "2001-02-03 04:05:06+00:00 2001 03.02.2001 981173106000 [datetime.datetime(2001, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)]",
    ],
    [
      "{{ big }} {{ big + 1 }} {{ 2 ** 64 }}",
      "12345678901234567890 12345678901234567891 18446744073709551616",
    ],
    [
      "{{ one }} {{ one + 1 }} {{ 4 / 2 }} {{ 4 // 2 }} {{ tp }} {{ nan }} {{ inf }}",
      "1.0 2.0 2.0 2 (1, 'a') nan inf",
    ],
    ["{{ none }} {{ nothing_returned() }} {{ undef }}|", "None None |"],
    ["{{ bytes }} {{ error }} {{ u }}", "b'hi\\n' it broke |"],
  ])("%s", (source, expected) => {
    const text = render(source, {
      m: new Map<unknown, unknown>([
        ["a", 1],
        [2, "two"],
      ]),
      s: new Set([1, 2]),
      l: [1, 2],
      d: { a: 1 },
      own: { get: (key: string) => `got ${key}` },
      gen: [1, 2].values(),
      date: new Date(Date.UTC(2001, 1, 3, 4, 5, 6)),
      big: 12345678901234567890n,
      one: new Float(1),
      tp: tuple_of([1, "a"]),
      nan: Number.NaN,
      inf: Number.POSITIVE_INFINITY,
      nothing_returned: () => {},
      undef: undefined,
      bytes: new TextEncoder().encode("hi\n"),
      error: new Error("it broke"),
      u: { toString: () => "|" }.toString(),
    });
    if (expected === "call") return expect(text).toContain("function");
    expect(text).toBe(expected);
  });

  test("values of another package are known by their marker", () => {
    class Other {
      valueOf(): number {
        return 3;
      }
    }
    Object.defineProperty(Other.prototype, Symbol.for("miniflask.python_type"), { value: "float" });
    expect(render("{{ v }} {{ v + 1 }} {{ v is float }}", { v: new Other() })).toBe("3.0 4.0 True");
  });
});

describe("functions", () => {
  test("keyword arguments come as one trailing object", () => {
    const seen: unknown[][] = [];
    const f = (...args: unknown[]) => {
      seen.push(args);
      return args.length;
    };
    expect(render("{{ f(1, a=2) }}{{ f() }}{{ f(*[1, 2], **{'b': 3}) }}{{ f({'k': 1}) }}", { f })).toBe(
      "2031",
    );
    expect(seen).toEqual([[1, { a: 2 }], [], [1, 2, { b: 3 }], [{ k: 1 }]]);
  });

  test("filters, tests and globals of the program", () => {
    const own = new Environment({ autoescape: true });
    own.filters.shout = (value: string, { mark = "!" }: { mark?: string } = {}) =>
      `${value.toUpperCase()}${mark}`;
    own.tests.small = (value: number, limit = 10) => value < limit;
    own.globals.add = (a: number, b: number) => a + b;
    own.filters.env_of = pass_environment(
      (environment: Environment, value: unknown) => environment === own && value,
    );
    own.filters.escaping = pass_eval_context((context: EvalContext, value: unknown) => [
      context.autoescape,
      value,
    ]);
    own.globals.user_of = pass_context((context: Context, name: string) => context.resolve(name));
    const source =
      "{{ 'a'|shout }}{{ 'a'|shout(mark='?') }} {{ 3 is small }}{{ 3 is small(2) }} {{ add(1, 2) }} {{ 1|env_of }} {{ 2|escaping }} {{ user_of('who') }} {{ ['x']|map('shout', mark='.')|join }} {{ [1, 20]|select('small')|list }}";
    expect(own.from_string(source).render({ who: "Ada" })).toBe("A!A? TrueFalse 3 1 [True, 2] Ada X. [1]");
  });

  test("a context function sees what a loop and a block have set", () => {
    const own = new Environment();
    own.globals.see = pass_context((context: Context) => context.get("x", "nothing"));
    expect(
      own.from_string("{% for i in [1, 2] %}{{ see() }}{% set x = i %}{{ see() }};{% endfor %}").render(),
    ).toBe("nothing1;nothing2;");
    expect(own.from_string("{% block b %}{% set x = 5 %}{{ see() }}{% endblock %}{{ see() }}").render()).toBe(
      "5nothing",
    );
  });

  test("a context function reads the context as a mapping", () => {
    const own = new Environment();
    own.globals.inspect = pass_context((context: Context) => [
      context.get("a"),
      context.has("z"),
      context.items().find(([name]) => name === "a"),
      Object.keys(context.parent).includes("b"),
      context.keys().includes("b"),
      context.call((x: number) => x + 1, 1),
      Array.from(context.exported_vars),
    ]);
    expect(own.from_string("{% set b = 2 %}{{ inspect() }}").render({ a: 1 })).toBe(
      "[1, False, ['a', 1], False, True, 2, ['b']]",
    );
  });

  test("a promise is an error that says what to do", () => {
    expect(() => render("{{ f() }}", { f: async () => 1 })).toThrow(/synchronous/);
    expect(() => render("{% for x in p %}{% endfor %}", { p: Promise.resolve([]) })).toThrow(/synchronous/);
  });

  test("finalize changes what is printed", () => {
    const own = new Environment({ finalize: (value: unknown) => (value === null ? "" : value) });
    expect(own.from_string("{{ none }}|{{ 1 }}|{{ x }}").render({ x: null })).toBe("|1|");
  });
});
