import type { HeaderList } from "../data/header_list.ts";
import type { Headers } from "../data/headers.ts";
import type { MultiDictLike } from "../data/item_pairs.ts";
import type { Response } from "./response.ts";
import type { Chunk } from "./response_body.ts";
import type { StatusInit } from "./response_head.ts";

/** What arrays and iterables, promises and functions have: without it an array would pass for an object, and a forgotten call for a value. */
interface NoOther {
  readonly [Symbol.iterator]?: never;
  readonly then?: never;
  readonly call?: never;
}

/**
 * A plain object, which is answered as JSON. The second form is there for literals in a function that names its type,
 * `(): ViewReturn => ({ a: 1 })`: the compiler takes `a` for a mistake unless some form of the type may have it.
 */
export type JsonObject = (object & NoOther) | (NoOther & { readonly [name: string]: unknown });

/** What a view may return: text, bytes, a response, JSON or a stream of chunks. */
export type Body =
  | Chunk
  | Response
  | globalThis.Response
  | Iterator<Chunk>
  | AsyncIterator<Chunk>
  | AsyncIterable<Chunk>
  | MultiDictLike
  | JsonObject;

/** Headers beside a body: `{ "X-A": "b", "Set-Cookie": ["x=1", "y=2"] }`, or pairs. */
export type ReturnHeaders =
  | { readonly [name: string]: string | number | readonly string[] }
  | readonly (readonly [name: string, value: string])[]
  | Headers
  | HeaderList;

/**
 * What a view may return: a body, or a tuple of it with status, headers or both, `["not here", 404, { "X-A": "b" }]`. The
 * status null leaves the body's own, so that an error's `code` can be given as it is.
 */
export type ViewReturn =
  | Body
  | readonly [body: Body, status: StatusInit | null]
  | readonly [body: Body, headers: ReturnHeaders]
  | readonly [body: Body, status: StatusInit | null, headers: ReturnHeaders];
