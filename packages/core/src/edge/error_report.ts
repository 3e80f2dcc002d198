import { type StackFrame, stack_frames } from "../data/stack_frames.ts";
import type { RequestContext } from "../journey/request_context.ts";
import type { Request } from "../wire/request.ts";
import { HIDDEN, is_secret_name } from "./secrets.ts";
import { own_values, shown_field } from "./shown_value.ts";
import { type Excerpt, file_excerpt, text_excerpt } from "./source_excerpt.ts";

/** One error of a chain, with the source that it names. */
export interface ErrorReport {
  readonly title: string;
  readonly template: Excerpt | null;
  readonly frames: readonly { readonly frame: StackFrame; readonly excerpt: Excerpt | null }[];
}

export interface FactTable {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}

const LONGEST_CHAIN = 8;
const MOST_NAMES = 1000;

/** The error and what caused it, outermost first; of an AggregateError its errors too. */
export function error_reports(error: unknown): ErrorReport[] {
  const chain: unknown[] = [error];
  for (const one of chain) {
    if (chain.length >= LONGEST_CHAIN) break;
    if (!(one instanceof Error)) continue;
    chain.push(...readable(() => causes_of(one)).filter((cause) => !chain.includes(cause)));
  }
  return chain.slice(0, LONGEST_CHAIN).map((one) => readable(() => [report_of(one)])[0] ?? UNREADABLE);
}

const UNREADABLE: ErrorReport = { title: "An error that cannot be shown", template: null, frames: [] };

function causes_of(error: Error): unknown[] {
  const causes: unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  return [...causes].filter((cause) => cause !== undefined && cause !== null);
}

function report_of(error: unknown): ErrorReport {
  if (!(error instanceof Error)) {
    return { title: `Thrown, but no Error: ${shown_field("", error)}`, template: null, frames: [] };
  }
  return {
    title: `${error.name}: ${error.message}`,
    template: template_excerpt(error),
    frames: stack_frames(error).map((frame) => ({
      frame,
      excerpt: frame.is_own && frame.file !== null ? file_excerpt(frame.file, frame.line) : null,
    })),
  };
}

/** What the template engine adds to an error that passes through a template. */
interface TemplatePlace {
  readonly template_name?: unknown;
  readonly filename?: unknown;
  readonly lineno?: unknown;
  readonly source?: unknown;
}

function template_excerpt(error: Error & TemplatePlace): Excerpt | null {
  const { template_name, filename, lineno, source } = error;
  if (typeof lineno !== "number" || template_name === undefined) return null;
  const place = `${typeof template_name === "string" ? template_name : "a template made from text"}, line ${lineno}`;
  const excerpt =
    typeof source === "string"
      ? text_excerpt(place, source, lineno)
      : typeof filename === "string"
        ? file_excerpt(filename, lineno)
        : null;
  return { place, lines: excerpt?.lines ?? [] };
}

/** What is known of the request; of cookies and secret fields only the names. */
export function fact_tables(request: Request, ctx: RequestContext | undefined): FactTable[] {
  const { method, path, query_string, endpoint, url_rule } = request;
  const summary = {
    method,
    path,
    query: hide_in_query(query_string),
    endpoint,
    rule: url_rule?.rule ?? null,
    view_args: request.view_args,
  };
  const headers = [...request.header_list.entries()];
  const session = ctx?.session ? [...ctx.session.items()] : [];
  return [
    table("Request", Object.entries(summary)),
    table("Headers", headers),
    table(
      "Cookies",
      cookie_names(request).map((name) => [name, undefined]),
      () => HIDDEN,
    ),
    table("Form", form_entries(request)),
    table("session", session),
    table("g", own_values(ctx?.g, MOST_NAMES)),
  ].filter(({ rows }) => rows.length > 0);
}

function table(
  title: string,
  entries: readonly (readonly [name: string, value: unknown])[],
  show: (name: string, value: unknown) => string = shown_field,
): FactTable {
  return { title, rows: entries.map(([name, value]) => [name, show(name, value)] as const) };
}

function hide_in_query(query: string): string {
  const shown = (pair: string) => {
    const [name = ""] = pair.split("=", 1);
    return is_secret_name(name) ? `${name}=${HIDDEN}` : pair;
  };
  return query.split("&").map(shown).join("&");
}

function cookie_names(request: Request): string[] {
  return readable(() => [...request.cookies.keys()]);
}

/** Nothing where the body was not read, or was none that could be. */
export function form_entries(request: Request): [string, unknown][] {
  return readable(() => [...request.form.items({ multi: true })]);
}

/** What `read` gives; nothing where the things it looks at refuse to be looked at. */
export function readable<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}
