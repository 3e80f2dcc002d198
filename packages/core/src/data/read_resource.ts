import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ValueError } from "./errors.ts";

/** `r` and `rt` read text, `rb` (the default) reads bytes. */
export type TextMode = "r" | "rt";
export type ResourceMode = TextMode | "rb";

export interface ResourceOptions<Mode extends ResourceMode = ResourceMode> {
  readonly mode: Mode;
  readonly encoding?: BufferEncoding;
}

/** Mode and encoding, in Python's order or by name. */
export type HowToRead = [mode?: ResourceMode | ResourceOptions, encoding?: BufferEncoding];

/** The content of a file below `folder` (Flask's `open_resource`, which gives a file object). Raises ValueError for a mode that writes. */
export function read_resource(folder: string, path: string, ...how: HowToRead): string | Buffer {
  const [given = "rb", given_encoding] = how;
  const { mode, encoding = given_encoding ?? "utf8" } = typeof given === "string" ? { mode: given } : given;
  if (!["r", "rt", "rb"].includes(mode)) throw new ValueError("Resources can only be opened for reading.");
  const content = readFileSync(resolve(folder, path));
  return mode === "rb" ? content : content.toString(encoding);
}
