import { Blueprint, Flask, g, render_template, render_template_string, request } from "miniflask";

export const app = new Flask(import.meta.url);
export const log: string[] = [];
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/py" });
const other = new Blueprint("other", import.meta.url);

bp.app_template_filter()(function my_reverse(s: string) {
  return [...String(s)].reverse().join(""); // a block is Markup
});

bp.app_template_filter("strrev")(function named_reverse(s: string, { sep = "" } = {}) {
  return [...s].reverse().join(sep);
});

function late_filter(s: string, ...args: unknown[]) {
  const options = (typeof args.at(-1) === "object" ? args.pop() : {}) as { times?: number; end?: string };
  const [times = 1, end = "."] = args as [number?, string?];
  return s.repeat(options.times ?? times) + (options.end ?? end);
}

bp.add_app_template_filter(late_filter);
bp.add_app_template_filter(late_filter, "late");

bp.app_template_test()(function is_boolean(value: unknown) {
  return typeof value === "boolean";
});

bp.app_template_test("boolean")(function named_test(value: unknown) {
  return typeof value === "boolean";
});

bp.add_app_template_test((value: number, n: number) => value % n === 0, "multiple_of");

bp.app_template_global()(function get_answer({ plus = 0 } = {}) {
  return 42 + plus;
});

bp.app_template_global("the_endpoint")(function named_global() {
  return request.endpoint;
});

bp.add_app_template_global((...names: unknown[]) => {
  const options = names.pop() as Record<string, unknown>;
  const text = (v: unknown) => (typeof v === "string" ? `'${v}'` : `${v}`);
  return `[${names.map(text).join(", ")}] {${Object.entries(options)
    .map(([k, v]) => `'${k}': ${text(v)}`)
    .join(", ")}}`;
}, "everything");

bp.app_context_processor(function for_all() {
  return { who: "bp for all", shared: 1 };
});

bp.context_processor(function for_bp() {
  return { who: "bp" };
});

app.context_processor(function for_app() {
  return { who: "app", of_app: g.get("from_hook") };
});

app.before_request(function hook() {
  g.from_hook = "hook";
});

function index() {
  return render_template("functions.html", { value: true });
}
other.route("/")(index);
bp.route("/")(index);

other.route("/explicit")(function explicit() {
  return render_template_string("{{ who }} {{ shared }} {{ config.APPLICATION_ROOT }} {{ of_app }}", {
    who: "explicit",
  });
});

other.route("/unknown/<kind>")(function unknown({ kind }) {
  const source = {
    filter: "{{ 'a'|nothing }}",
    test: "{{ 'a' is nothing_at_all }}",
    global: "{{ nothing() }}",
  }[kind]!;
  try {
    return render_template_string(source);
  } catch (e) {
    return (e as Error).name;
  }
});

bp.route("/links")(function links() {
  return render_template_string(
    "{{ url_for('.index') }} {{ url_for('other.index', a=[1, 2]) }} {{ url_for('bp.static', filename='x') if has_static else 'no static' }} {{ request.blueprint }}",
    { has_static: bp.has_static_folder },
  );
});

app.register_blueprint(bp);
app.register_blueprint(other);

export async function outside() {
  return await app
    .app_context()
    .run(() =>
      render_template_string(
        "{{ who }} {{ shared }} {{ request is defined }} {{ session is defined }} {{ g is defined }} {{ get_answer(plus=1) }}",
      ),
    );
}

export function env() {
  const { filters, tests, globals } = app.jinja_env;
  return [
    Object.keys(filters)
      .filter((k) => k.includes("rev") || k.includes("late"))
      .sort(),
    Object.keys(tests)
      .filter((k) => k.includes("bool"))
      .sort(),
    filters["strrev"]!("abc"),
    (globals["get_answer"] as () => number)(),
  ];
}
