import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ValueError } from "./errors.ts";

/** How `open_resource` reads: `r` and `rt` give text, `rb` (the default) bytes. */
export type ResourceMode = "r" | "rt" | "rb";

/** The content of a file below `folder` (Flask's `open_resource`, which gives a file object). */
export function read_resource(
  folder: string,
  path: string,
  mode: ResourceMode,
  encoding: BufferEncoding,
): string | Buffer {
  if (!["r", "rt", "rb"].includes(mode))
    throw new ValueError("Resources can only be opened for reading: mode is r, rt or rb.");
  const content = readFileSync(resolve(folder, path));
  return mode === "rb" ? content : content.toString(encoding);
}
