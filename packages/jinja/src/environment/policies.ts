/** Settings of the built-in filters, by Jinja's names. Null `json.dumps_function` means the engine's own. */
export function default_policies(): Record<string, unknown> {
  return {
    "compiler.ascii_str": true,
    "urlize.rel": "noopener",
    "urlize.target": null,
    "urlize.extra_schemes": null,
    "truncate.leeway": 5,
    "json.dumps_function": null,
    "json.dumps_kwargs": { sort_keys: true },
    "ext.i18n.trimmed": false,
  };
}
