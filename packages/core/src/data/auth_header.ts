import { dump_header, type HeaderDict, parse_dict_header } from "./dict_header.ts";
import { trim_blanks } from "./header_value.ts";

/** The parameters of an authentication scheme; null is a name without a value. */
export type AuthParameters = HeaderDict<string | null>;

/** What follows the scheme: parameters or one token, never both. */
export interface Credentials {
  readonly type: string;
  readonly rest: string;
  readonly parameters: AuthParameters | null;
  readonly token: string | null;
}

/** Takes `Scheme rest` apart: with an "=" before the end it has parameters, otherwise it is a token (RFC 9110 section 11.4). */
export function split_credentials(value: string): Credentials {
  const space = value.indexOf(" ");
  const type = (space === -1 ? value : value.slice(0, space)).toLowerCase();
  const rest = space === -1 ? "" : trim_blanks(value.slice(space + 1));
  const equals = rest.indexOf("=");
  const padding_only = equals === -1 || /^=+$/.test(rest.slice(equals));
  if (padding_only) return { type, rest, parameters: null, token: rest };
  return { type, rest, parameters: parse_dict_header(rest), token: null };
}

/** `Scheme token` or `Scheme a=b, c="d e"`. */
export function join_credentials(type: string, token: string | null, parameters: AuthParameters): string {
  const scheme = title(type);
  return `${scheme} ${token ?? dump_header(parameters)}`;
}

/** As Python's str.title(): each run of letters begins upper-case, so "x-auth" is "X-Auth". */
export function title(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
}

type GivenParameters = Readonly<Record<string, string | null>> | null | undefined;

/** An object that holds nothing but these two stands for arguments by name; a lone parameter `token` goes into the first. */
export type AuthArgument<Name extends string> =
  | GivenParameters
  | ({ readonly [Key in Name]?: GivenParameters } & { readonly token?: string | null });

/** Parameters and token, in turn or by name. */
export function named_credentials<Name extends string>(
  name: Name,
  given: AuthArgument<Name>,
  token: string | null | undefined,
): { readonly parameters: GivenParameters; readonly token: string | null } {
  const named = (given ?? {}) as { readonly [key: string]: unknown }; // looked at before it is taken for either
  const keys = Object.keys(named);
  const is_named = keys.length > 0 && keys.every((key) => key === name || key === "token");
  if (!is_named || token !== undefined || typeof named[name] === "string") {
    return { parameters: given as GivenParameters, token: token ?? null };
  }
  return { parameters: named[name] as GivenParameters, token: (named.token as string | null) ?? null };
}

/** Parameters without a prototype, so that no name stands for something else. */
export function own_parameters(
  values: Readonly<Record<string, string | null>> | null | undefined,
): AuthParameters {
  return Object.assign(Object.create(null), values);
}

export function same_parameters(left: AuthParameters, right: AuthParameters): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}
