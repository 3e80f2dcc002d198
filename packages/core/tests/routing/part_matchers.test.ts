import { BaseConverter, Rule, Map as UrlMap } from "@miniflask/core/routing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const LETTERS = ["a", "b", "-", "1", ".", "😀"];
const PATTERNS = [
  "[^/]+",
  "\\d+",
  "-?\\d+",
  "\\d+\\.\\d+",
  "[ab]{1,2}",
  "a?b*",
  "(?:a|ab|b)",
  "[^-]+?",
  ".*?",
  "[^/]{2}",
  "a{0,3}?",
  "\\.+",
  "[ab-]+",
];

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(...PATTERNS).map((regex) => ({ regex })),
    fc.constantFrom("-", "a", "b.", "1", "😀"),
  ),
  {
    minLength: 1,
    maxLength: 5,
  },
);
const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 9 }).map((letters) => letters.join(""));

describe("the matchers of parts, which never go back", () => {
  test("find what a backtracking regular expression finds", () => {
    fc.assert(
      fc.property(pieces, text, (row, path) => {
        expect(matched_by_rule(row, path)).toEqual(matched_by_regexp(row, path));
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });
});

type Piece = string | { readonly regex: string };

function matched_by_rule(row: readonly Piece[], path: string): string[] | null {
  const converters: Record<string, new (map: unknown) => BaseConverter> = {};
  const rule = row.map((piece, index) => {
    if (typeof piece === "string") return piece;
    const { regex } = piece;
    converters[`c${index}`] = class extends BaseConverter {
      override regex = regex;
      override part_isolating = true;
    };
    return `<c${index}:v${index}>`;
  });
  const adapter = new UrlMap([new Rule(`/x${rule.join("")}x`, { endpoint: "x" })], { converters }).bind("h");
  const found = adapter.test(`/x${path}x`) ? adapter.match(`/x${path}x`)[1] : null;
  return (
    found && row.flatMap((piece, index) => (typeof piece === "string" ? [] : [String(found[`v${index}`])]))
  );
}

function matched_by_regexp(row: readonly Piece[], path: string): string[] | null {
  const source = row
    .map((piece) => (typeof piece === "string" ? piece.replace(".", "\\.") : `(${piece.regex})`))
    .join("");
  const found = new RegExp(`^x${source}x$`, "u").exec(`x${path}x`);
  return found?.slice(1) ?? null;
}
