const NONE: readonly string[] = Object.freeze([]);

/** The names an endpoint's blueprint goes by, innermost first: `a.b.view` gives `a.b` and `a`. */
export function blueprint_names(endpoint: string): readonly string[] {
  let dot = endpoint.lastIndexOf(".");
  if (dot <= 0) return NONE; // asked at every step of a request, which mostly has no blueprint
  const names: string[] = [];
  for (; dot > 0; dot = endpoint.lastIndexOf(".", dot - 1)) names.push(endpoint.slice(0, dot));
  return names;
}
