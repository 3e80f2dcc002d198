/** Whether a browser at `hostname` takes a cookie for `domain` (RFC 6265, 5.1.3); a leading dot means nothing. */
export function domain_matches(hostname: string, domain: string): boolean {
  const suffix = domain.replace(/^\./, "").replace(/:\d+$/, "").toLowerCase();
  return hostname === suffix || hostname.endsWith(`.${suffix}`);
}

/** Whether `hostname` (lower case, without port) always is this machine, where browsers trust plain http. */
export function is_local_hostname(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "127.0.0.1" ||
    hostname === "[::1]"
  );
}
