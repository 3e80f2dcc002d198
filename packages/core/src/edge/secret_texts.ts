import type { RequestContext } from "../journey/request_context.ts";
import type { Request } from "../wire/request.ts";
import { form_entries, readable } from "./error_report.ts";
import { is_secret_name } from "./secrets.ts";
import { own_values } from "./shown_value.ts";

const DEEPEST = 4;
const MOST_ENTRIES = 1000;

type Entries = readonly (readonly [name: string, value: unknown])[];

/** Texts that may stand in messages and source lines and must not: keys, cookies, credentials, secret fields. */
export function secret_texts(
  request: Request,
  ctx: RequestContext | undefined,
  keys: readonly (string | Uint8Array | null)[],
): string[] {
  const cookies = readable(() => [...request.cookies.items({ multi: true })]).map(([, value]) => value);
  const named: Entries = [
    ...request.header_list.entries(),
    ...form_entries(request),
    ...readable(() => [...request.args.items({ multi: true })]),
    ...Object.entries(request.view_args ?? {}),
    ...(ctx?.session?.items() ?? []),
    ...own_values(ctx?.g, MOST_ENTRIES),
  ];
  const texts = [...keys.filter((key) => typeof key === "string"), ...cookies, ...secrets_among(named)];
  return texts.flatMap((text) => [text, encodeURIComponent(text.toWellFormed())]); // as it stands in an address
}

function secrets_among(entries: Entries, seen = new Set<unknown>(), depth = 0): string[] {
  return entries.flatMap(([name, value]) => {
    if (is_secret_name(name)) return typeof value === "string" ? [value] : [];
    if (depth >= DEEPEST || seen.has(value)) return [];
    seen.add(value);
    const inner = readable(() => own_values(value, MOST_ENTRIES)); // a proxy may refuse to be looked at
    return secrets_among(inner, seen, depth + 1);
  });
}
