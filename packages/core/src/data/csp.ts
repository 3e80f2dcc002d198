import { inspect } from "node:util";
import { named_arguments } from "./call_arguments.ts";
import { CallbackDict, type DictValues, directives_repr } from "./callback_dict.ts";
import { type HeaderPairs, pairs_of } from "./dict_header.ts";
import { type Directive, define_directives } from "./directives.ts";
import { trim_blanks } from "./header_value.ts";
import type { OnUpdate, UpdateArgument } from "./on_update.ts";
import { python_str } from "./python_str.ts";

/**
 * A Content-Security-Policy header: `response.content_security_policy.default_src = "'self'"`; null takes a directive
 * away. `on_update` is called after each change. (Werkzeug)
 */
export class ContentSecurityPolicy extends CallbackDict<string> {
  declare base_uri: string | null;
  declare child_src: string | null;
  declare connect_src: string | null;
  declare default_src: string | null;
  declare font_src: string | null;
  declare form_action: string | null;
  declare frame_ancestors: string | null;
  declare frame_src: string | null;
  declare img_src: string | null;
  declare manifest_src: string | null;
  declare media_src: string | null;
  declare navigate_to: string | null;
  declare object_src: string | null;
  declare prefetch_src: string | null;
  declare plugin_types: string | null;
  declare report_to: string | null;
  declare report_uri: string | null;
  declare sandbox: string | null;
  declare script_src: string | null;
  declare script_src_attr: string | null;
  declare script_src_elem: string | null;
  declare style_src: string | null;
  declare style_src_attr: string | null;
  declare style_src_elem: string | null;
  declare worker_src: string | null;
  /** Whether the header was there. */
  readonly provided: boolean;

  constructor(values: DictValues<string> | null = [], on_update?: UpdateArgument<ContentSecurityPolicy>) {
    super(values, on_update);
    this.provided = values !== null;
  }

  to_header(): string {
    return dump_csp_header(this);
  }

  override toString(): string {
    return this.to_header();
  }

  override [inspect.custom](): string {
    return directives_repr("ContentSecurityPolicy", this.items());
  }
}

const NAMES = ["on_update", "cls"];
const SOURCES: Directive = {
  read: (text) => text ?? null,
  write: (value) => (value === null || value === undefined ? undefined : String(value)),
};
const DIRECTIVES =
  "base_uri child_src connect_src default_src font_src form_action frame_ancestors frame_src img_src manifest_src " +
  "media_src navigate_to object_src prefetch_src plugin_types report_to report_uri sandbox script_src " +
  "script_src_attr script_src_elem style_src style_src_attr style_src_elem worker_src";
define_directives(
  ContentSecurityPolicy.prototype,
  Object.fromEntries(DIRECTIVES.split(" ").map((name) => [name, SOURCES])),
);

/** A policy as the header's value: "default-src 'self'; img-src *". (Werkzeug) */
export function dump_csp_header(header: HeaderPairs): string {
  return Array.from(pairs_of(header), ([name, value]) => `${name} ${python_str(value)}`).join("; ");
}

type PolicyClass<Result> = new (
  values: DictValues<string>,
  on_update?: UpdateArgument<ContentSecurityPolicy>,
) => Result;

interface CspArguments {
  readonly on_update?: OnUpdate<ContentSecurityPolicy> | null;
  readonly cls?: PolicyClass<ContentSecurityPolicy> | null;
}

/** What a Content-Security-Policy header says; a directive without a value is left out. (Werkzeug) */
export function parse_csp_header(
  value?: string | null,
  on_update?: UpdateArgument<ContentSecurityPolicy>,
  cls?: null,
): ContentSecurityPolicy;
export function parse_csp_header<Result extends ContentSecurityPolicy>(
  value: string | null | undefined,
  options: { readonly cls: PolicyClass<Result>; readonly on_update?: OnUpdate<ContentSecurityPolicy> | null },
): Result;
export function parse_csp_header<Result extends ContentSecurityPolicy>(
  value: string | null | undefined,
  on_update: OnUpdate<ContentSecurityPolicy> | null | undefined,
  cls: PolicyClass<Result>,
): Result;
export function parse_csp_header(value?: string | null, ...args: unknown[]): ContentSecurityPolicy {
  const { on_update, cls } = named_arguments(NAMES, args) as CspArguments; // what the overloads let in
  const items: [string, string][] = [];
  for (const policy of (value ?? "").split(";")) {
    const text = trim_blanks(policy);
    const space = text.indexOf(" ");
    if (space !== -1) items.push([trim_blanks(text.slice(0, space)), trim_blanks(text.slice(space))]);
  }
  return new (cls ?? ContentSecurityPolicy)(items, on_update);
}
