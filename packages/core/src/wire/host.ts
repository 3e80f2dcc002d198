import { named_arguments } from "../data/call_arguments.ts";
import { find_host, type ServerAddress } from "../data/host.ts";
import { python_repr } from "../data/python_text.ts";
import { SecurityError } from "./errors.ts";

const NAMES = ["scheme", "host_header", "server", "trusted_hosts"];

/** What a host is read from, by name. */
export interface HostParts {
  readonly scheme: string;
  readonly host_header?: string | null;
  readonly server?: ServerAddress | null;
  readonly trusted_hosts?: Iterable<string> | string | null;
}

/**
 * The request's `host:port`, without the scheme's own port: from the Host header, or else from the server's address.
 * "" when there is none or it is malformed. Raises SecurityError when it is not one of `trusted_hosts`. (Werkzeug)
 */
export function get_host(parts: HostParts): string;
export function get_host(
  scheme: string,
  host_header?: string | null | Partial<HostParts>,
  server?: ServerAddress | null | Partial<HostParts>,
  trusted_hosts?: Iterable<string> | string | null,
): string;
export function get_host(...args: unknown[]): string {
  const parts = named_arguments(NAMES, args) as unknown as HostParts; // what the overloads let in
  const host = find_host(parts.scheme, parts.host_header, parts.server, parts.trusted_hosts);
  if (host === null) throw new SecurityError(`Host ${python_repr(parts.host_header ?? "")} is not trusted.`);
  return host;
}
