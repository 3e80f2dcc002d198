import { inspect } from "node:util";
import { CallbackDict, type DictValues, directives_repr } from "./callback_dict.ts";
import { dump_header, parse_dict_header } from "./dict_header.ts";
import { define_directives, PRESENCE, SECONDS, SECONDS_OR_TRUE, TEXT_OR_TRUE } from "./directives.ts";
import type { OnUpdate, UpdateArgument } from "./on_update.ts";

/** What requests and responses have in common. */
class CacheControl extends CallbackDict<string | null> {
  declare no_store: boolean;
  declare no_transform: boolean;
  /** Seconds, as all ages here. */
  declare max_age: number | null;
  declare stale_if_error: number | null;
  /** Whether the header was there. */
  readonly provided: boolean;

  constructor(values: DictValues<string | null> | null = [], on_update?: UpdateArgument<CacheControl>) {
    super(values, on_update);
    this.provided = values !== null;
  }

  to_header(): string {
    return dump_header(this);
  }

  override toString(): string {
    return this.to_header();
  }

  override [inspect.custom](): string {
    return directives_repr(this.constructor.name, this.items());
  }
}
define_directives(CacheControl.prototype, {
  no_store: PRESENCE,
  no_transform: PRESENCE,
  max_age: SECONDS,
  stale_if_error: SECONDS,
});

/** The Cache-Control header of a request; it cannot be changed. (Werkzeug) */
export class RequestCacheControl extends CacheControl {
  declare no_cache: boolean;
  declare only_if_cached: boolean;
  declare min_fresh: number | null;
  /** `true` when any age will do. */
  declare max_stale: number | true | null;

  override set(): never {
    return refuse();
  }

  override delete(): never {
    return refuse();
  }

  override pop(): never {
    return refuse();
  }

  override popitem(): never {
    return refuse();
  }

  override setdefault(): never {
    return refuse();
  }

  override update(): never {
    return refuse();
  }

  override clear(): never {
    return refuse();
  }
}
define_directives(RequestCacheControl.prototype, {
  no_cache: PRESENCE,
  only_if_cached: PRESENCE,
  min_fresh: SECONDS,
  max_stale: SECONDS_OR_TRUE,
});

/**
 * The Cache-Control header of a response: `response.cache_control.max_age = 60`. `true` sets a directive without a
 * value, null or false takes it away; `on_update` is called after each change. (Werkzeug)
 */
export class ResponseCacheControl extends CacheControl {
  declare public: boolean;
  declare must_revalidate: boolean;
  declare proxy_revalidate: boolean;
  declare immutable: boolean;
  declare must_understand: boolean;
  declare s_maxage: number | null;
  declare stale_while_revalidate: number | null;
  /** Header names in one text, or `true` for all. */
  declare no_cache: string | boolean | null;
  declare private: string | boolean | null;
}
define_directives(ResponseCacheControl.prototype, {
  public: PRESENCE,
  must_revalidate: PRESENCE,
  proxy_revalidate: PRESENCE,
  immutable: PRESENCE,
  must_understand: PRESENCE,
  s_maxage: SECONDS,
  stale_while_revalidate: SECONDS,
  no_cache: TEXT_OR_TRUE,
  private: TEXT_OR_TRUE,
});

function refuse(): never {
  throw new TypeError("'RequestCacheControl' objects are immutable");
}

type CacheControlClass<Result> = new (
  values: DictValues<string | null>,
  on_update?: UpdateArgument<CacheControl>,
) => Result;

/** What follows the value, by name. */
interface CacheControlOptions<Result> {
  readonly cls: CacheControlClass<Result>;
  readonly on_update?: OnUpdate<CacheControl> | null;
}

/** What a Cache-Control header says; a RequestCacheControl unless `cls` says otherwise. (Werkzeug) */
export function parse_cache_control_header(
  value?: string | null,
  on_update?: UpdateArgument<CacheControl>,
  cls?: null,
): RequestCacheControl;
export function parse_cache_control_header<Result extends CacheControl>(
  value: string | null | undefined,
  options: CacheControlOptions<Result>,
): Result;
export function parse_cache_control_header<Result extends CacheControl>(
  value: string | null | undefined,
  on_update: OnUpdate<CacheControl> | null | undefined,
  cls: CacheControlClass<Result>,
): Result;
export function parse_cache_control_header(
  value?: string | null,
  on_update?: UpdateArgument<CacheControl> | CacheControlOptions<CacheControl>,
  cls?: CacheControlClass<CacheControl> | null,
): CacheControl {
  const named =
    typeof on_update === "object" && on_update !== null && "cls" in on_update ? on_update.cls : cls;
  return new (named ?? RequestCacheControl)(value ? parse_dict_header(value) : [], on_update);
}
