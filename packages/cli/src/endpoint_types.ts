/** What the types of `url_for` are made of. */
export interface EndpointFacts {
  readonly endpoint: unknown;
  readonly rule: string;
}

/**
 * A declaration file that tells TypeScript the endpoints of an app and the values of their URLs, so that a misspelt
 * endpoint or a value of the wrong type in `url_for` does not compile. The values are those of the rules, as a view gets them.
 */
export function endpoint_types(routes: Iterable<EndpointFacts>): string {
  const rules = new Map<string, string[]>();
  for (const { endpoint, rule } of routes) {
    const name = String(endpoint);
    rules.set(name, [...(rules.get(name) ?? []), `PathValues<${JSON.stringify(rule)}>`]);
  }
  const members = [...rules]
    .toSorted(by_name)
    .map(([name, values]) => `    ${JSON.stringify(name)}: ${values.join(" | ")};`);
  return [
    "// Written by `miniflask routes --types`: run it again when the routes have changed.",
    'import type { PathValues } from "miniflask";',
    "",
    'declare module "miniflask" {',
    "  interface Endpoints {",
    ...members,
    "  }",
    "}",
    "",
  ].join("\n");
}

const by_name = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
