import { pass_eval_context } from "../access/pass_marker.ts";
import { FilterArgumentError, ValueError } from "../errors.ts";
import { escape_text, has_html, Markup } from "../text/markup.ts";
import { strip_tags } from "../text/strip_tags.ts";
import { url_quote } from "../text/url_quote.ts";
import { urlize } from "../text/urlize.ts";
import { entries_of_dict } from "../values/dict.ts";
import { html_safe_json } from "../values/html_safe_json.ts";
import { is_text, text_of } from "../values/kinds.ts";
import { escaped } from "../values/operators.ts";
import { pretty_text } from "../values/pretty_print.ts";
import { iterable_of, iterate, list_of, truth } from "../values/protocols.ts";
import { type AnyFunction, with_signature } from "../values/signature.ts";
import { repr, text_of_value } from "../values/text_of_value.ts";
import { Undefined } from "../values/undefined.ts";
import { unpack } from "../values/unpack.ts";
import type { FilterEscape } from "./filter_host.ts";
import { no_attribute } from "./no_attribute.ts";
import { soft_text } from "./text_filters.ts";

function escape_filter(value: unknown): Markup {
  return value instanceof Markup ? value : new Markup(escaped(value));
}

function force_escape(value: unknown): Markup {
  return new Markup(escape_text(has_html(value) ? value.__html__() : text_of_value(value)));
}

function mark_safe(value: unknown): Markup {
  return value instanceof Markup ? value : new Markup(has_html(value) ? value : text_of_value(value));
}

function strip_tags_filter(value: unknown): string {
  return strip_tags(has_html(value) ? value.__html__() : text_of_value(value));
}

/** Characters that would end an attribute's name and begin something else. */
const KEY_BREAKERS = /[ \t\n\r\f\v/>=]/;

function xml_attributes(caller: FilterEscape, value: unknown, autospace: unknown = true): unknown {
  const entries = entries_of_dict(value);
  if (entries === undefined) throw no_attribute(value, "items");
  const parts: string[] = [];
  for (const [key, item] of entries) {
    if (item === null || item === undefined || item instanceof Undefined) continue;
    if (!is_text(key)) throw new TypeError("expected string or bytes-like object");
    if (KEY_BREAKERS.test(text_of(key)))
      throw new ValueError(`Invalid character in attribute name: ${repr(key)}`);
    parts.push(`${escaped(key)}="${escaped(item)}"`);
  }
  const text = (truth(autospace) && parts.length > 0 ? " " : "") + parts.join(" ");
  return caller.autoescape ? new Markup(text) : text;
}

function url_encode(value: unknown): string {
  if (is_text(value)) return url_quote(text_of(value), false);
  if (iterable_of(value) === undefined) return url_quote(text_of_value(value), false);
  const pairs = entries_of_dict(value) ?? Array.from(iterate(value), (pair) => unpack(pair, 2));
  return pairs.map(([key, item]) => `${quoted(key)}=${quoted(item)}`).join("&");
}

function quoted(value: unknown): string {
  return url_quote(text_of_value(value), true);
}

const SCHEME = /^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u;

function urlize_filter(
  caller: FilterEscape,
  value: unknown,
  trim_url_limit: unknown = null,
  nofollow: unknown = false,
  target: unknown = null,
  rel: unknown = null,
  extra_schemes: unknown = null,
): unknown {
  const { policies } = caller.environment;
  const rels = [...words(rel), ...(truth(nofollow) ? ["nofollow"] : []), ...words(policies["urlize.rel"])];
  const schemes = list_of(extra_schemes ?? policies["urlize.extra_schemes"] ?? []).map(text_of_value);
  for (const scheme of schemes) {
    if (!SCHEME.test(scheme))
      throw new FilterArgumentError(`${repr(scheme)} is not a valid URI scheme prefix.`);
  }
  const place = target ?? policies["urlize.target"];
  const text = urlize(escaped(soft_text(value)), {
    limit: trim_url_limit === null ? null : Number(trim_url_limit),
    rel: Array.from(new Set(rels)).sort().join(" "),
    target: place === null || place === undefined ? "" : text_of_value(place),
    schemes,
  });
  return caller.autoescape ? new Markup(text) : text;
}

function words(value: unknown): string[] {
  return truth(value)
    ? text_of_value(value)
        .split(/\s+/)
        .filter((word) => word !== "")
    : [];
}

function to_json(caller: FilterEscape, value: unknown, indent: unknown = null): Markup {
  const { policies } = caller.environment;
  const dumps = policies["json.dumps_function"] as AnyFunction | null; // the policy is documented as a function or null
  const options = { ...(policies["json.dumps_kwargs"] as object) }; // and this one as an object of options
  const given = indent === null ? options : { ...options, indent };
  return new Markup(html_safe_json(value, given, dumps));
}

/** Filters that make or quote HTML, URLs and JSON. */
export const HTML_FILTERS = {
  escape: with_signature("escape", "s /", escape_filter),
  forceescape: with_signature("forceescape", "value", force_escape),
  pprint: with_signature("pprint", "value", pretty_text),
  safe: with_signature("safe", "value", mark_safe),
  striptags: with_signature("striptags", "value", strip_tags_filter),
  tojson: pass_eval_context(with_signature("tojson", "eval_ctx value indent?", to_json)),
  urlencode: with_signature("urlencode", "value", url_encode),
  urlize: pass_eval_context(
    with_signature(
      "urlize",
      "eval_ctx value trim_url_limit? nofollow? target? rel? extra_schemes?",
      urlize_filter,
    ),
  ),
  xmlattr: pass_eval_context(with_signature("xmlattr", "eval_ctx d autospace?", xml_attributes)),
};
