import { date_attribute, number_attribute } from "../methods/scalar.ts";
import { Markup } from "../text/markup.ts";
import { strip_tags } from "../text/strip_tags.ts";
import { unescape_html } from "../text/unescape.ts";
import { dict_get, dict_has } from "../values/dict.ts";
import { is_int } from "../values/float.ts";
import { is_class, is_mapping, is_plain, is_text, type_name } from "../values/kinds.ts";
import { probe } from "../values/marker.ts";
import { Range } from "../values/range.ts";
import { type AnyFunction, with_signature } from "../values/signature.ts";
import { dict_member, runs_code, safe_member } from "./guarded.ts";
import { methods_of } from "./methods_of.ts";
import { pass_marker_of } from "./pass_marker.ts";
import { item_at, slice_sequence } from "./slices.ts";
import { ATTRIBUTE, has_attributes } from "./template_object.ts";
import { format_method, type Lookup } from "./text_formatting.ts";

/** Python's `getattr(value, name)`; undefined where Python raises AttributeError. Functions come bound. */
export function attribute(value: unknown, name: string): unknown {
  if (name === "__class__") return value === undefined ? undefined : new TypeInfo(type_name(value));
  if (is_text(value)) return text_attribute(value, name);
  const own = own_attribute(value, name);
  if (own !== undefined) return typeof own === "function" ? bound(value, own as AnyFunction) : own; // `typeof` proved it
  return methods_of(value).get(name)?.bind(value) ?? typed_attribute(value, name);
}

/** What the object itself has. Dicts and lists have nothing but, for JavaScript's sake, a dict's own functions. */
function own_attribute(value: unknown, name: string): unknown {
  if (typeof value === "function") return safe_member(value, name);
  if (typeof value !== "object" || value === null) return undefined;
  if (is_plain(value)) return own_function(dict_member(value, name));
  if (has_attributes(value)) return value[ATTRIBUTE](name);
  if (is_bare_container(value)) return undefined;
  const found = safe_member(value, name);
  return found === Reflect.get(base_of(value), name) ? undefined : found;
}

function own_function(value: unknown): unknown {
  return typeof value === "function" ? value : undefined;
}

const CONTAINERS: readonly object[] = [Array.prototype, Map.prototype, Set.prototype];

function is_bare_container(value: object): boolean {
  return CONTAINERS.includes(Object.getPrototypeOf(value)) || value instanceof Markup;
}

const NOTHING: object = Object.create(null);

/** What JavaScript's containers bring is no attribute; what a subclass adds is. */
function base_of(value: object): object {
  if (Array.isArray(value)) return Array.prototype;
  if (value instanceof Map) return Map.prototype;
  return value instanceof Set ? Set.prototype : NOTHING;
}

/** A method that is taken from its object keeps its `this`, and what it asked to be passed. Classes need neither. */
function bound(value: unknown, fn: AnyFunction): AnyFunction {
  if (is_class(fn)) return fn;
  return pass_marker_of(fn) === undefined ? fn.bind(value) : rebind(value, fn);
}

function rebind(value: unknown, fn: AnyFunction): AnyFunction {
  const method = fn.bind(value);
  return Object.assign(method, { ...fn });
}

function text_attribute(value: string | Markup, name: string): unknown {
  if (name === "format" || name === "format_map") return format_method(value, name === "format_map", LOOKUP);
  if (value instanceof Markup) {
    if (name === "striptags") return with_signature(name, "", () => strip_tags(value.value));
    if (name === "unescape") return with_signature(name, "", () => unescape_html(value.value));
    if (name === "__html__") return with_signature(name, "", () => value);
  }
  return methods_of(value).get(name)?.bind(value);
}

/** Attributes that belong to a type but are no methods. */
function typed_attribute(value: unknown, name: string): unknown {
  if (value instanceof Date) return date_attribute(value, name);
  if (value instanceof Range && (name === "start" || name === "stop" || name === "step")) return value[name];
  return typeof value === "number" || typeof value === "bigint" ? number_attribute(value, name) : undefined;
}

/** Python's `value[key]`; undefined where Python raises LookupError or TypeError. */
export function item(value: unknown, key: unknown): unknown {
  if (key instanceof Slice) return key.of(value);
  if (Array.isArray(value) || is_text(value) || value instanceof Range) {
    return is_int(key) ? item_at(value, Number(key)) : undefined;
  }
  if (is_mapping(value)) return mapping_item(value, key);
  return typeof value === "object" && value !== null ? object_item(value, key) : undefined;
}

function mapping_item(value: Parameters<typeof dict_get>[0], key: unknown): unknown {
  const found = dict_get(value, key);
  if (found === undefined) {
    if (dict_has(value, key)) return null;
    return is_plain(value) && typeof key === "number" ? dict_get(value, String(key)) : undefined;
  }
  if (typeof found !== "function") return found;
  if (String(key) === "constructor" || runs_code(found)) return undefined;
  return is_plain(value) ? bound(value, found as AnyFunction) : found; // `typeof` proved it
}

/** Class instances and Proxies are asked for the key as a property: `request.form["name"]`. */
function object_item(value: object, key: unknown): unknown {
  if (has_attributes(value) || value instanceof Set) return undefined;
  if (typeof key === "number") return probe(value, String(key));
  if (!is_text(key)) return undefined;
  const found = safe_member(value, String(key));
  return typeof found === "function" ? bound(value, found as AnyFunction) : found; // `typeof` proved it
}

/** `value[start:stop:step]`. */
export class Slice {
  readonly start: unknown;
  readonly stop: unknown;
  readonly step: unknown;
  constructor(start: unknown, stop: unknown, step: unknown) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  of(value: unknown): unknown {
    return slice_sequence(value, this.start, this.stop, this.step);
  }
}

/** What `value.__class__` gives: the type's name and nothing that leads further. */
export class TypeInfo {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  [ATTRIBUTE](name: string): unknown {
    return name === "__name__" || name === "__qualname__" ? this.#name : undefined;
  }
  toString(): string {
    return `<class '${this.#name}'>`;
  }
}

/** How format fields look values up: as templates do. */
export const LOOKUP: Lookup = { attribute, item };
