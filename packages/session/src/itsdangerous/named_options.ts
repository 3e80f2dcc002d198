/**
 * Options as they are. Raises TypeError for a salt or an age that was given in its turn, as Python allows: without types
 * nobody would notice that it is not looked at, and a token would never expire.
 */
export function named_options<Options extends object>(call: string, options: Options): Options {
  if (typeof options === "object" && options !== null && !(options instanceof Uint8Array)) return options;
  throw new TypeError(`${call} takes options by name, as { salt } or { max_age }, not ${String(options)}`);
}
