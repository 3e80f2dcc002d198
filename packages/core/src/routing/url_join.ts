const URL_PARTS = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s;

/**
 * `target` as a link on the page `root` + `directory`: Python's `urljoin`. `root` is "http://host", `directory` a path
 * with slashes on both ends. url_join("http://h", "/app/", "../x?a=1") is "http://h/x?a=1".
 */
export function url_join(root: string, directory: string, target: string): string {
  if (target === "") return root + directory;
  const [, scheme, authority, path = "", query = "", fragment = ""] = URL_PARTS.exec(target)!;
  const root_scheme = root.slice(0, root.indexOf(":"));
  if (scheme !== undefined && scheme.toLowerCase() !== root_scheme) return target;
  if (authority !== undefined && authority !== "")
    return `${root_scheme}://${authority}${path}${query}${fragment}`;
  return `${root}${path === "" ? directory : resolve_dots(directory, path)}${query}${fragment}`;
}

function resolve_dots(directory: string, path: string): string {
  const is_absolute = path.startsWith("/");
  const segments = (is_absolute ? path : directory + path).split("/");
  const last = segments.at(-1);
  const resolved: string[] = [];
  for (const [index, segment] of segments.entries()) {
    // Python drops the empty ones of relative paths only.
    const is_dropped = segment === "" && !is_absolute && index > 0 && index < segments.length - 1;
    if (segment === "..") resolved.pop();
    else if (segment !== "." && !is_dropped) resolved.push(segment);
  }
  if (last === "." || last === "..") resolved.push("");
  const joined = resolved.join("/");
  return joined.startsWith("/") ? joined : `/${joined}`;
}
