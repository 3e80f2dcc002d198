import { inspect } from "node:util";
import { blueprint_names } from "../data/blueprint_names.ts";
import { parse_cookie_pairs } from "../data/cookie_text.ts";
import { python_repr } from "../data/python_text.ts";
import { parse_pairs } from "../data/query_text.ts";
import { CombinedMultiDict } from "./combined_multi_dict.ts";
import { Cookies } from "./cookies.ts";
import { ImmutableMultiDict } from "./immutable_multi_dict.ts";
import { RequestData } from "./request_data.ts";

// They cannot be changed, so all requests without any may share them.
const NO_COOKIES = Cookies.nothing();

/** The rule that a request matched; routing has the class. */
export interface UrlRule {
  readonly rule: string;
  readonly endpoint: string;
  readonly methods: Iterable<string> | null;
  /** Whether OPTIONS is answered for the view. */
  readonly provide_automatic_options?: boolean | null;
}

/** One request, as Flask's `request` shows it. Constructing it parses nothing. */
export class Request extends RequestData {
  /** The matched rule, null where nothing matched yet or at all. */
  url_rule: UrlRule | null = null;
  /** The values of the rule's variables. */
  view_args: Record<string, unknown> | null = null;
  /** The error to raise in place of the view when nothing matched. */
  routing_exception: unknown = null;
  #args: ImmutableMultiDict | undefined;
  #cookies: Cookies | undefined;
  #values: CombinedMultiDict | undefined;

  get endpoint(): string | null {
    return this.url_rule === null ? null : this.url_rule.endpoint;
  }

  /** The blueprint of the endpoint: what stands before its last dot. */
  get blueprint(): string | null {
    return this.blueprints[0] ?? null;
  }

  /** The blueprint and those it is nested in: "a.b" and "a" for the endpoint "a.b.view". */
  get blueprints(): readonly string[] {
    return blueprint_names(this.url_rule === null ? "" : this.url_rule.endpoint);
  }

  /** The query's arguments; indexing by one that is not there raises 400. */
  get args(): ImmutableMultiDict {
    this.#args ??= ImmutableMultiDict.from_flat(parse_pairs(this.query_string));
    return this.#args;
  }

  /** The cookies; a name that is not there is undefined. */
  get cookies(): Cookies {
    this.#cookies ??= this.header_list.has("Cookie") ? this.#parse_cookies() : NO_COOKIES;
    return this.#cookies;
  }

  #parse_cookies(): Cookies {
    return Cookies.from_flat(parse_cookie_pairs(this.header_list.getlist("Cookie").join(";")));
  }

  /** `args` and, but for GET, `form`; args win. A form in a GET must not change what a cache's key does not hold. */
  get values(): CombinedMultiDict {
    this.#values ??= new CombinedMultiDict<string>(
      this.method === "GET" ? [this.args] : [this.args, this.form],
    );
    return this.#values;
  }

  /** This very request: what the proxy `request` stands for, for code that keeps or compares it. */
  _get_current_object(): this {
    return this;
  }

  override toString(): string {
    return `<${this.constructor.name} ${python_repr(this.url)} [${this.method}]>`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
