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
  if (token !== null) return `${scheme} ${token}`;
  const text = dump_header(parameters);
  return text === "" ? scheme : `${scheme} ${text}`;
}

/** As Python's str.title(): each run of letters begins upper-case, so "x-auth" is "X-Auth". */
export function title(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
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
