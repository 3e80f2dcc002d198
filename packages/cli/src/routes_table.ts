/** What the table shows of a rule. */
export interface RouteFacts {
  readonly endpoint: unknown;
  readonly methods: ReadonlySet<string> | null;
  readonly rule: string;
  readonly host: string | null;
  readonly subdomain: string | null;
}

export const SORTS = ["endpoint", "methods", "domain", "rule", "match"] as const;

export interface RoutesOptions {
  readonly sort: (typeof SORTS)[number];
  readonly all_methods: boolean;
  readonly host_matching: boolean;
}

const IMPLIED = new Set(["HEAD", "OPTIONS"]);

/** The table of `flask routes`: columns two spaces apart, a row of dashes under the headings. */
export function routes_table(routes: readonly RouteFacts[], options: RoutesOptions): string {
  if (routes.length === 0) return "No routes were registered.";
  const domain_of = ({ host, subdomain }: RouteFacts) => (options.host_matching ? host : subdomain) ?? "";
  const has_domain = routes.some((route) => domain_of(route) !== "");
  const domain_heading = options.host_matching ? "Host" : "Subdomain";
  const headings = ["Endpoint", "Methods", ...(has_domain ? [domain_heading] : []), "Rule"];
  const rows = routes.map((route) => [
    String(route.endpoint),
    methods_text(route.methods, options.all_methods),
    ...(has_domain ? [domain_of(route)] : []),
    route.rule,
  ]);
  const columns = ["endpoint", "methods", ...(has_domain ? ["domain"] : []), "rule"];
  const by = columns.indexOf(options.sort);
  // "match" is the order in which rules are tried; a domain that no rule has sorts nothing either.
  if (by !== -1) rows.sort((a, b) => compare(a[by]!, b[by]!));
  return text_table(headings, rows);
}

function methods_text(methods: ReadonlySet<string> | null, all: boolean): string {
  return [...(methods ?? [])]
    .filter((method) => all || !IMPLIED.has(method))
    .toSorted()
    .join(", ");
}

/** By code point, as Python compares text. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function text_table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]!.length)),
  );
  const dashes = widths.map((width) => "-".repeat(width));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ");
  return [headings, dashes, ...rows].map(line).join("\n");
}
