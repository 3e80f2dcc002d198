import { readFileSync } from "node:fs";

/** One fenced block of a Markdown file. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  /** Line of the fence, to find it again. */
  readonly line: number;
}

/** The fenced code blocks of a Markdown file, in order. */
export function code_blocks(path: string | URL): CodeBlock[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = "", 2: code = "", index }) => ({
    language,
    code,
    line: text.slice(0, index).split("\n").length,
  }));
}
