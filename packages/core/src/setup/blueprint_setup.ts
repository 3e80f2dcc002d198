import type { RegisterOptions } from "./app_options.ts";
import type { AppSetup, Registrable } from "./app_setup.ts";
import { endpoint_of } from "./endpoint.ts";
import type { RouteOptions } from "./route_options.ts";
import type { AnyView } from "./scaffold.ts";

/** What the registration of a blueprint reads of it. */
export interface BlueprintSettings extends Registrable {
  readonly url_prefix: string | undefined;
  readonly subdomain: string | undefined;
  readonly url_values_defaults: Readonly<Record<string, unknown>>;
}

/** What a function given to `record` gets: the app, and how the blueprint is being registered with it. */
export class BlueprintSetupState {
  readonly app: AppSetup;
  readonly blueprint: BlueprintSettings;
  readonly options: RegisterOptions;
  readonly first_registration: boolean;
  /** The name that it is registered with; `name_prefix` holds the names it is nested in. */
  readonly name: string;
  readonly name_prefix: string;
  readonly url_prefix: string | undefined;
  readonly subdomain: string | undefined;
  readonly url_defaults: Readonly<Record<string, unknown>>;

  constructor(
    blueprint: BlueprintSettings,
    app: AppSetup,
    options: RegisterOptions,
    first_registration: boolean,
  ) {
    this.app = app;
    this.blueprint = blueprint;
    this.options = options;
    this.first_registration = first_registration;
    this.name = options.name ?? blueprint.name;
    this.name_prefix = options.name_prefix ?? "";
    this.url_prefix = options.url_prefix ?? blueprint.url_prefix;
    this.subdomain = options.subdomain ?? blueprint.subdomain;
    this.url_defaults = { ...blueprint.url_values_defaults, ...options.url_defaults };
  }

  /** Adds a rule to the app, below this registration's prefix, subdomain and name. */
  add_url_rule(
    rule: string,
    endpoint: string | null | undefined,
    view_func: AnyView | null | undefined,
    options: RouteOptions = {},
  ): void {
    const subdomain = options.subdomain ?? this.subdomain;
    this.app.add_url_rule(
      this.#prefixed(rule),
      `${registered_name(this.blueprint, this.options)}.${endpoint ?? endpoint_of(view_func, rule)}`,
      view_func,
      {
        ...options,
        ...(subdomain === undefined ? {} : { subdomain }),
        defaults: { ...this.url_defaults, ...options.defaults },
      },
    );
  }

  #prefixed(rule: string): string {
    if (this.url_prefix === undefined) return rule;
    return rule === "" ? this.url_prefix : join_prefix(this.url_prefix, rule);
  }
}

/** A prefix and what comes below it, with one slash between. */
export const join_prefix = (prefix: string, rule: string) =>
  `${prefix.replace(/\/+$/, "")}/${rule.replace(/^\/+/, "")}`;

/** The name a blueprint is registered with: the one given, else its own, below the names it is nested in. */
export function registered_name(
  blueprint: Registrable,
  { name = blueprint.name, name_prefix = "" }: RegisterOptions,
): string {
  return name_prefix === "" ? name : `${name_prefix}.${name}`;
}

/** The options of a nested blueprint's registration: prefixes and subdomains concatenate. */
export function nested_options(
  state: BlueprintSetupState,
  child: BlueprintSettings,
  options: RegisterOptions,
): RegisterOptions {
  const prefix = options.url_prefix ?? child.url_prefix;
  const below =
    state.url_prefix === undefined
      ? prefix
      : prefix === undefined
        ? state.url_prefix
        : join_prefix(state.url_prefix, prefix);
  const subdomain = [options.subdomain ?? child.subdomain, state.subdomain]
    .filter((part) => part !== undefined)
    .join(".");
  return {
    ...options,
    ...(below === undefined ? {} : { url_prefix: below }),
    ...(subdomain === "" ? {} : { subdomain }),
    name_prefix: registered_name(state.blueprint, state.options),
  };
}
