export interface SelectAutoescapeOptions {
  readonly enabled_extensions?: readonly string[];
  readonly disabled_extensions?: readonly string[];
  readonly default_for_string?: boolean;
  readonly default?: boolean;
}

/** An `autoescape` function by file extension, without regard to case: HTML and XML by default. */
export function select_autoescape(options: SelectAutoescapeOptions = {}): (name: string | null) => boolean {
  const enabled = extensions(options.enabled_extensions ?? ["html", "htm", "xml"]);
  const disabled = extensions(options.disabled_extensions ?? []);
  return (name) => {
    if (name === null) return options.default_for_string ?? true;
    const lower = name.toLowerCase();
    if (enabled.some((one) => lower.endsWith(one))) return true;
    return disabled.some((one) => lower.endsWith(one)) ? false : (options.default ?? false);
  };
}

function extensions(names: readonly string[]): string[] {
  return names.map((name) => `.${name.replace(/^\.+/, "").toLowerCase()}`);
}
