import type { RuleOptions } from "../routing/rule.ts";
import { SetupError } from "./setup_error.ts";

/** What `route` and its shortcuts take beside the rule (Flask's `add_url_rule` options and this project's own). */
export interface RouteOptions {
  /** The name `url_for` knows the view by; the function's name when absent. */
  readonly endpoint?: string;
  /** Upper or lower case; `["GET"]` when absent. HEAD comes with GET. */
  readonly methods?: readonly string[];
  /** Path values that this rule fixes. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly strict_slashes?: boolean;
  readonly merge_slashes?: boolean;
  readonly subdomain?: string;
  readonly host?: string;
  readonly build_only?: boolean;
  readonly redirect_to?: RuleOptions["redirect_to"];
  readonly alias?: boolean;
  readonly websocket?: boolean;
  /** Whether OPTIONS is answered for the view; the config's PROVIDE_AUTOMATIC_OPTIONS when absent. */
  readonly provide_automatic_options?: boolean;
  /** Leave the body unread, for `request.stream`; form, data and json then throw. */
  readonly stream?: boolean;
  /** Bytes; `null` lifts the app's MAX_CONTENT_LENGTH for this route. */
  readonly max_content_length?: number | null;
  /** Bytes of form fields; `null` lifts the app's MAX_FORM_MEMORY_SIZE. */
  readonly max_form_memory_size?: number | null;
  /** Parts of a multipart body; `null` lifts the app's MAX_FORM_PARTS. */
  readonly max_form_parts?: number | null;
}

/** The options of a shortcut such as `app.get`, whose name already says the method. */
export type ShortcutOptions = Omit<RouteOptions, "methods">;

/** How the body of one rule's requests is read, where it differs from the app's config. */
export interface BodyRules {
  readonly stream?: boolean;
  readonly max_content_length?: number | null;
  readonly max_form_memory_size?: number | null;
  readonly max_form_parts?: number | null;
}

// Typed by RouteOptions, so that neither list can miss a name of the other.
const KNOWN: { readonly [name in keyof Required<RouteOptions>]: true } = {
  endpoint: true,
  methods: true,
  defaults: true,
  strict_slashes: true,
  merge_slashes: true,
  subdomain: true,
  host: true,
  build_only: true,
  redirect_to: true,
  alias: true,
  websocket: true,
  provide_automatic_options: true,
  stream: true,
  max_content_length: true,
  max_form_memory_size: true,
  max_form_parts: true,
};

/** A misspelt option would be left out silently: `{ method: ["POST"] }` would make a route for GET. */
export function refuse_unknown_options(rule: string, options: RouteOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(KNOWN, name));
  if (unknown === undefined) return;
  throw new SetupError(
    `The rule ${JSON.stringify(rule)} has the unknown option ${JSON.stringify(unknown)}. There are ${Object.keys(KNOWN).join(", ")}.`,
  );
}

const BODY_RULES = ["stream", "max_content_length", "max_form_memory_size", "max_form_parts"] as const;

/** Splits the options that concern the body from those that the rule itself takes. */
export function split_body_rules<O extends BodyRules>(
  options: O,
): [body_rules: BodyRules | undefined, rest: Omit<O, keyof BodyRules>] {
  const { stream, max_content_length, max_form_memory_size, max_form_parts, ...rest } = options;
  const named = { stream, max_content_length, max_form_memory_size, max_form_parts };
  const given = BODY_RULES.filter((name) => named[name] !== undefined).map((name) => [name, named[name]]);
  return [given.length > 0 ? Object.fromEntries(given) : undefined, rest];
}
