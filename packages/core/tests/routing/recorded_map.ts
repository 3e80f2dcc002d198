import { MultiDict } from "@miniflask/core/datastructures";
import { BuildError, type MapAdapter, RequestRedirect, Rule, Map as UrlMap } from "@miniflask/core/routing";
import { Float } from "@miniflask/session";
import { decode, type Makers } from "../support/recorded.ts";

/** A rule as it is recorded: every option, as Werkzeug had it when the rule was bound. */
export interface RecordedRule {
  readonly rule: string;
  readonly [option: string]: unknown;
}

/** One call of an adapter's `match` or `build`, and what Werkzeug answered. */
export interface RoutingCase {
  readonly test?: string;
  readonly call: string;
  readonly map: { readonly rules: readonly RecordedRule[]; readonly [option: string]: unknown };
  readonly adapter: Readonly<Record<string, unknown>>;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly outcome: unknown;
}

const MAKERS: Makers = {
  // A float that JavaScript would take for an integer has its own class, as in a session.
  float: (text) => (Number.isInteger(Number(text)) ? new Float(Number(text)) : Number(text)),
  multidict: (pairs) => new MultiDict(pairs),
};

/** What miniflask answers to a recorded call, in the recording's own form. */
export function answer(recorded: RoutingCase): unknown {
  try {
    return call(bind(recorded), recorded);
  } catch (error) {
    return raised(error);
  }
}

function bind({ map, adapter }: RoutingCase): MapAdapter {
  const { rules, ...options } = map;
  const url_map = new UrlMap(rules.map(make_rule), options);
  const { server_name, websocket: _, subdomain, ...rest } = named(adapter);
  return url_map.bind(
    String(server_name),
    map.host_matching === true ? rest : { ...rest, subdomain: subdomain as string },
  );
}

function make_rule({ rule, ...options }: RecordedRule): Rule {
  return new Rule(rule, named(options));
}

function call(adapter: MapAdapter, { call: name, args, kwargs }: RoutingCase): unknown {
  const options = named(kwargs);
  const [first, second] = args.map((argument) => decode(argument, MAKERS)) as [string, never];
  if (name === "build") return adapter.build(first, second, options);
  const [endpoint, values] = adapter.match(first, options);
  return { endpoint, args: values };
}

function named(recorded: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(recorded).map(([name, value]) => [name, decode(value, MAKERS)]));
}

function raised(error: unknown): unknown {
  const name = (error as Error).constructor.name;
  if (error instanceof RequestRedirect) return { $raises: name, new_url: error.new_url, code: error.code };
  if (error instanceof BuildError) return { $raises: name };
  const { code, valid_methods } = error as { code?: unknown; valid_methods?: unknown };
  if (valid_methods !== undefined) return { $raises: name, valid_methods };
  return typeof code === "number" ? { $raises: name, code } : { $raises: name };
}

/** A recorded outcome in the form that `answer` has: values by name, numbers as JavaScript has them. */
export function expected({ outcome }: RoutingCase): unknown {
  if (typeof outcome !== "object" || outcome === null) return outcome;
  const { args, valid_methods, ...rest } = outcome as { args?: unknown; valid_methods?: string[] };
  if (valid_methods !== undefined) return { ...rest, valid_methods: [...valid_methods].sort() };
  return args === undefined ? outcome : { ...rest, args: decode(args) };
}
