/** Any function that templates call: arguments and results are whatever templates handle. */
// biome-ignore lint/suspicious/noExplicitAny: a function of any parameters must be assignable to this type
export type AnyFunction = (...args: any[]) => unknown;

export type Kwargs = Record<string, unknown>;

interface Signature {
  readonly label: string;
  readonly names: readonly string[];
  readonly required: number;
  readonly positional_only: boolean;
  readonly variadic: boolean;
  readonly keywords: boolean;
}

const SIGNATURES = new WeakMap<object, Signature>();

/**
 * Declares the Python signature of one of the engine's own functions, so that keyword arguments find their places.
 * `"old new count?"`: a question mark for optional; `/` keyword arguments are refused; `*` more positional ones are taken;
 * `**` the keyword arguments come as one object, the last argument.
 */
export function with_signature<F extends AnyFunction>(label: string, spec: string, fn: F): F {
  const parts = spec.split(" ").filter((part) => part !== "");
  const names = parts.filter((part) => !/^[/*]/.test(part));
  SIGNATURES.set(fn, {
    label,
    names: names.map((name) => name.replace("?", "")),
    required: names.filter((name) => !name.endsWith("?")).length,
    positional_only: parts.includes("/"),
    variadic: parts.includes("*"),
    keywords: parts.includes("**"),
  });
  return fn;
}

/** The arguments in their places. A function without a signature, a user's, gets keyword arguments as its last one. */
export function place_arguments(
  fn: object,
  args: readonly unknown[],
  kwargs: Kwargs | undefined,
): readonly unknown[] {
  const signature = SIGNATURES.get(fn);
  if (signature === undefined) return kwargs === undefined ? args : [...args, kwargs];
  if (args.length > signature.names.length && !signature.variadic) throw too_many(signature, args.length);
  if (signature.keywords) return [...args, kwargs ?? {}];
  if (kwargs === undefined && args.length >= signature.required) return args;
  return place_keywords(signature, args, kwargs ?? {});
}

function place_keywords(signature: Signature, args: readonly unknown[], kwargs: Kwargs): readonly unknown[] {
  const { label, names } = signature;
  const placed = args.slice();
  for (const [name, value] of Object.entries(kwargs)) {
    const at = names.indexOf(name);
    if (at < 0 || signature.positional_only)
      throw new TypeError(`${label}() got an unexpected keyword argument '${name}'`);
    if (at < args.length) throw new TypeError(`${label}() got multiple values for argument '${name}'`);
    placed[at] = value;
  }
  for (let at = 0; at < signature.required; at++) {
    if (!(at in placed))
      throw new TypeError(`${label}() missing 1 required positional argument: '${names[at]}'`);
  }
  return placed;
}

function too_many({ label, names }: Signature, given: number): TypeError {
  return new TypeError(`${label}() takes at most ${names.length} argument(s) (${given} given)`);
}

/** Whether a call with this many positional arguments needs no placing; the compiler asks, to call directly. */
export function accepts(fn: object, count: number): boolean {
  const signature = SIGNATURES.get(fn);
  if (signature === undefined) return true;
  return (
    !signature.keywords &&
    count >= signature.required &&
    (signature.variadic || count <= signature.names.length)
  );
}

/** Calls with positional and keyword arguments. */
export function invoke(fn: AnyFunction, args: readonly unknown[], kwargs?: Kwargs): unknown {
  return fn(...place_arguments(fn, args, kwargs));
}
