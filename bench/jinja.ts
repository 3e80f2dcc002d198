/**
 * Templates per second: @miniflask/jinja, nunjucks 3.2 and Python's jinja2 in turns, so that all meet the same noise.
 * `tsx --conditions @miniflask/source bench/jinja.ts [--rounds 7] [--memory]`; MINIFLASK_PYTHON names the Python.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { DictLoader, Environment } from "../packages/jinja/src/index.ts";

/** The part of nunjucks that is used here; the package brings no types. */
interface NunjucksEnvironment {
  addFilter(name: string, fn: (value: number) => boolean): void;
  getTemplate(name: string): { render(context: object): string };
}
interface Nunjucks {
  Environment: new (loader: object, options: object) => NunjucksEnvironment;
  Template: new (source: string, env: NunjucksEnvironment, path: string, eager: boolean) => unknown;
}
const nunjucks: Nunjucks = createRequire(import.meta.url)("nunjucks");

const LAYOUT =
  '<!doctype html>\n<title>{% block title %}Site{% endblock %}</title>\n<nav>{% if user %}Hello {{ user.name }}{% else %}<a href="/login">Log in</a>{% endif %}</nav>\n<main>{% block body %}{% endblock %}</main>\n';

/** Written in what both languages understand. */
const TEMPLATES: Record<string, string> = {
  "small.html":
    '<h1>Hello {{ user.name }}</h1>\n<p>{{ message }}</p>\n{% if user.admin %}<a href="/admin">admin</a>{% else %}<em>member since {{ user.since }}</em>{% endif %}\n<p>{{ count }} messages, {{ title|upper }}</p>\n',
  "layout.html": LAYOUT,
  "rows.html":
    '{% extends "layout.html" %}{% block title %}{{ title }} - {{ super() }}{% endblock %}{% block body %}<ul>\n{% for item in items %}<li class="{% if loop.index is odd %}odd{% else %}even{% endif %}">{{ loop.index }}: <a href="{{ item.url }}">{{ item.name }}</a> {{ item.price }}</li>\n{% endfor %}</ul>{% endblock %}',
  "table.html":
    "<table>{% for row in table %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}</table>",
};

const CONTEXT = {
  user: { name: "Ada <Lovelace>", admin: false, since: 1843 },
  message: "Notes & more notes",
  count: 3,
  title: "inbox",
  items: Array.from({ length: 20 }, (_, at) => ({
    url: `/items/${at}`,
    name: `Item & ${at}`,
    price: at * 3,
  })),
  table: Array.from({ length: 100 }, (_, row) =>
    Array.from({ length: 5 }, (_, cell) => `cell <${row}-${cell}>`),
  ),
};

const PYTHON_SERVER = `
import json, sys, time, jinja2
templates, context = json.loads(sys.stdin.readline())
env = jinja2.Environment(loader=jinja2.DictLoader(templates), autoescape=True, auto_reload=False)
for line in sys.stdin:
    name, count = json.loads(line)
    template = env.get_template(name)
    text = template.render(context)
    start = time.perf_counter()
    for _ in range(count):
        template.render(context)
    print(json.dumps([time.perf_counter() - start, text]), flush=True)
`;

/** Renders a template some times; the seconds it took, and the text. */
type Engine = (name: string, count: number) => Promise<{ seconds: number; text: string }>;

function timed(render: (name: string) => string): Engine {
  return async (name, count) => {
    const text = render(name);
    const start = process.hrtime.bigint();
    for (let left = count; left > 0; left--) render(name);
    return { seconds: Number(process.hrtime.bigint() - start) / 1e9, text };
  };
}

function miniflask_engine(): Engine {
  const env = new Environment({ loader: new DictLoader(TEMPLATES), autoescape: true, auto_reload: false });
  return timed((name) => env.get_template(name).render(CONTEXT));
}

function nunjucks_environment(): NunjucksEnvironment {
  const loader = {
    getSource: (name: string) => ({ src: TEMPLATES[name] ?? "", path: name, noCache: false }),
  };
  const env = new nunjucks.Environment(loader, { autoescape: true });
  return env;
}

function nunjucks_engine(): Engine {
  const env = nunjucks_environment();
  return timed((name) => env.getTemplate(name).render(CONTEXT));
}

function python_engine(python: string): { engine: Engine; child: ChildProcessWithoutNullStreams } {
  const child = spawn(python, ["-u", "-c", PYTHON_SERVER]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(`${JSON.stringify([TEMPLATES, CONTEXT])}\n`);
  const engine: Engine = async (name, count) => {
    child.stdin.write(`${JSON.stringify([name, count])}\n`);
    const answer = await lines.next();
    if (answer.done) throw new Error("Python with jinja2 is needed: name it in MINIFLASK_PYTHON");
    const [seconds, text] = JSON.parse(answer.value) as [number, string]; // the server above writes this
    return { seconds, text };
  };
  return { engine, child };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function compare(rounds: number): Promise<void> {
  const { engine: python, child } = python_engine(process.env.MINIFLASK_PYTHON ?? "python3");
  const engines = new Map<string, Engine>([
    ["miniflask", miniflask_engine()],
    ["nunjucks", nunjucks_engine()],
    ["python", python],
  ]);
  const counts = new Map([
    ["small.html", 20_000],
    ["rows.html", 4_000],
    ["table.html", 1_000],
  ]);
  for (const [name, count] of counts) {
    const rates = await rates_of(engines, name, count, rounds);
    const ours = rates.get("miniflask") ?? Number.NaN;
    const shown = Array.from(rates, ([engine, rate]) => `${engine} ${Math.round(rate)}/s`);
    const [nunjucks_rate = 1, python_rate = 1] = [rates.get("nunjucks"), rates.get("python")];
    console.log(
      `${name.padEnd(11)} ${shown.join(", ")}: ${(ours / nunjucks_rate).toFixed(1)} x nunjucks, ${(ours / python_rate).toFixed(1)} x Python`,
    );
  }
  child.stdin.end();
}

/** Median renders per second of each engine; one round runs them all, the first (of warm-up) is dropped. */
async function rates_of(
  engines: ReadonlyMap<string, Engine>,
  name: string,
  count: number,
  rounds: number,
): Promise<Map<string, number>> {
  const rates = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    const texts = new Set<string>();
    for (const [engine, run] of engines) {
      const share = engine === "python" ? Math.ceil(count / 8) : count;
      const { seconds, text } = await run(name, share);
      texts.add(engine === "nunjucks" ? text.replaceAll("&quot;", "&#34;").trimEnd() : text.trimEnd());
      if (round > 0) rates.set(engine, [...(rates.get(engine) ?? []), share / seconds]);
    }
    if (texts.size !== 1) console.log(`  ${name}: the engines do not agree`);
  }
  return new Map(Array.from(rates, ([engine, values]) => [engine, median(values)]));
}

/** Milliseconds that compiling a kilobyte of template takes. */
function compile_time(): void {
  const source = `${TEMPLATES["small.html"]}${TEMPLATES["table.html"]}`.repeat(20);
  const kilobytes = source.length / 1024;
  const env = new Environment({ autoescape: true });
  const other = nunjucks_environment();
  const times: [string, () => unknown][] = [
    ["miniflask", () => env.from_string(source)],
    ["nunjucks", () => new nunjucks.Template(source, other, "x", true)],
  ];
  const results = times.map(([name, work]) => {
    const rounds = Array.from({ length: 40 }, () => {
      const start = process.hrtime.bigint();
      work();
      return Number(process.hrtime.bigint() - start) / 1e6;
    });
    return `${name} ${(median(rounds) / kilobytes).toFixed(3)} ms/KB`;
  });
  console.log(`compile     ${results.join(", ")}`);
}

/** Heap after a collection, at the start and after a million renders. */
function memory(): void {
  const env = new Environment({ loader: new DictLoader(TEMPLATES), autoescape: true, auto_reload: false });
  const collect = globalThis.gc ?? (() => {});
  for (let at = 0; at <= 1_000_000; at++) {
    env.get_template("small.html").render(CONTEXT);
    if (at % 250_000 !== 0 || at === 0) continue;
    collect();
    console.log(`memory      ${at} renders: ${(process.memoryUsage().heapUsed / 1e6).toFixed(1)} MB heap`);
  }
}

const rounds_at = process.argv.indexOf("--rounds");
await compare(rounds_at < 0 ? 7 : Number(process.argv[rounds_at + 1]));
compile_time();
if (process.argv.includes("--memory")) memory();
