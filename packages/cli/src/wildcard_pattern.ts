/** A shell pattern (`*`, `?`) as a regular expression for a whole path; `*` takes slashes too, as Python's fnmatch has it. */
export function wildcard_pattern(pattern: string): RegExp {
  // A run of stars is one star: beside each other they would make matching quadratic and worse.
  const source = pattern.replace(/\*+|\?|[\\^$.|+()[\]{}]/g, (part) => {
    if (part.startsWith("*")) return ".*";
    return part === "?" ? "." : `\\${part}`;
  });
  return new RegExp(`^${source}$`, "s");
}
