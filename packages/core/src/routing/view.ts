import type { ViewReturn } from "../wire/view_return.ts";

/**
 * The type of a variable's value by its converter. Say here what your own converters give:
 * `declare module "miniflask/routing" { interface ConverterValues { list: string[] } }`.
 */
export interface ConverterValues {
  readonly default: string;
  readonly string: string;
  readonly path: string;
  readonly uuid: string;
  readonly int: number;
  readonly float: number;
}

/** The values that a view gets for a rule: PathValues<"/x/<int:id>"> is { id: number }. */
export type PathValues<R extends string> = string extends R ? Record<string, UnknownValue> : Collect<R>;

/** A view of a rule: it takes the rule's values, and may be asynchronous. */
export type View<R extends string> = (values: PathValues<R>) => ViewReturn | Promise<ViewReturn>;

// biome-ignore lint/suspicious/noExplicitAny: only the view knows what a converter gives that ConverterValues does not name
type UnknownValue = any;

// biome-ignore lint/complexity/noBannedTypes: a rule without variables has values without names
type Collect<R extends string, A = {}> = R extends `${string}<${infer P}>${infer Rest}`
  ? Collect<Rest, A & ParamOf<P>>
  : Flat<A>;

/** One object type in place of an intersection, for messages that can be read. */
type Flat<A> = { [Name in keyof A]: A[Name] };

type ParamOf<P extends string> = P extends `${infer Converter}(${infer Arguments}):${infer Name}`
  ? { [N in Name]: ValueOf<Converter, Arguments> }
  : P extends `${infer Converter}:${infer Name}`
    ? { [N in Name]: ValueOf<Converter, ""> }
    : { [N in P]: string };

type ValueOf<Converter extends string, Arguments extends string> = Converter extends "any"
  ? ItemsOf<Arguments>
  : Converter extends keyof ConverterValues
    ? ConverterValues[Converter]
    : UnknownValue;

/** The texts of `any(about, "a,b")` as a union: "about" | "a,b". */
type ItemsOf<Text extends string> = Text extends ` ${infer Rest}`
  ? ItemsOf<Rest>
  : Text extends `"${infer Item}"${infer Rest}`
    ? Item | After<Rest>
    : Text extends `'${infer Item}'${infer Rest}`
      ? Item | After<Rest>
      : Text extends `${infer Item},${infer Rest}`
        ? Trimmed<Item> | ItemsOf<Rest>
        : Trimmed<Text>;

type After<Rest extends string> = Rest extends `${string},${infer Items}` ? ItemsOf<Items> : never;

type Trimmed<Item extends string> = Item extends `${infer Text} ` ? Trimmed<Text> : Item;
