import { type BaseConverter, is_part_isolating } from "./base_converter.ts";
import { FramedMatcher } from "./framed_matcher.ts";
import type { PartMatcher } from "./part_matcher.ts";
import { is_one_way, type PartSteps } from "./part_steps.ts";
import { type Atom, parse_pattern, text_atom } from "./pattern.ts";
import { group_name, RegExpMatcher } from "./regexp_matcher.ts";
import type { RuleWeight } from "./rule_weight.ts";
import { RunMatcher } from "./run_matcher.ts";
import { ScanMatcher } from "./scan_matcher.ts";
import { SegmentMatcher } from "./segment_matcher.ts";
import { TableMatcher } from "./table_matcher.ts";

/** A piece of a rule between slashes, or from a converter that takes slashes to the end (Werkzeug's `RulePart`). */
export interface RulePart {
  /** Equal where two parts match the same; the text itself where the part is static. */
  readonly content: string;
  readonly static: boolean;
  /** Takes all the rest of the path. */
  readonly final: boolean;
  /** A final part whose rule ends in a slash, which the path may lack. */
  readonly suffixed: boolean;
  readonly weight: RuleWeight;
  /** Fixed texts and converters, in order. */
  readonly pieces: readonly Piece[];
}
export type Piece = string | BaseConverter;

const NO_WEIGHT: RuleWeight = { static_lengths: [], arguments: [] };
const META = /[\\^$.*+?()[\]{}|/]/g;

export function static_part(text: string): RulePart {
  return { content: text, static: true, final: false, suffixed: false, weight: NO_WEIGHT, pieces: [text] };
}

/** `pieces` hold at least one converter. */
export function dynamic_part(pieces: readonly Piece[], weight: RuleWeight): RulePart {
  const final = pieces.some((piece) => typeof piece !== "string" && !is_part_isolating(piece));
  const last = pieces.at(-1);
  const suffixed = final && typeof last === "string" && last.endsWith("/");
  const matched = suffixed ? [...pieces.slice(0, -1), last.slice(0, -1)] : pieces;
  return { content: expression_of(matched), static: false, final, suffixed, weight, pieces: matched };
}

/** Two parts with the same key share one transition of the state machine. */
export function part_key({ content, final, suffixed, weight }: RulePart): string {
  return JSON.stringify([content, final, suffixed, weight.static_lengths, weight.arguments]);
}

function expression_of(pieces: readonly Piece[]): string {
  let converters = 0;
  let source = "";
  for (const piece of pieces) {
    if (typeof piece === "string") source += piece.replace(META, "\\$&");
    else source += `(?<${group_name(converters++)}>${piece.regex})`;
  }
  return source;
}

/** The quickest matcher that is right for the part. */
export function part_matcher({ pieces, final, content }: RulePart): PartMatcher {
  const texts = pieces.filter((piece) => piece !== "");
  const prefix = typeof texts[0] === "string" ? texts[0] : "";
  const last = texts.at(-1);
  const suffix = typeof last === "string" ? last : "";
  const inner = texts.slice(prefix === "" ? 0 : 1, suffix === "" ? undefined : -1);
  const steps = steps_of(inner);
  if (steps === null)
    return new RegExpMatcher(content, inner.filter((piece) => typeof piece !== "string").length);
  const matcher = steps_matcher(steps, final);
  return prefix === "" && suffix === "" ? matcher : new FramedMatcher(prefix, suffix, matcher);
}

function steps_of(pieces: readonly Piece[]): PartSteps | null {
  const atoms: Atom[] = [];
  const opens: number[] = [];
  const closes: number[] = [];
  for (const piece of pieces) {
    const is_text = typeof piece === "string";
    const own = is_text ? [text_atom(piece)] : parse_pattern(piece.regex);
    if (own === null) return null;
    if (!is_text) opens.push(atoms.length);
    atoms.push(...own);
    if (!is_text) closes.push(atoms.length);
  }
  return { atoms, opens, closes };
}

function steps_matcher(steps: PartSteps, final: boolean): PartMatcher {
  const [first, second] = steps.atoms;
  if (second === undefined && first?.kind === "run") {
    return !final && is_whole_segment(first) ? new SegmentMatcher() : new RunMatcher(first);
  }
  return is_one_way(steps.atoms) ? new ScanMatcher(steps) : new TableMatcher(steps);
}

/** Whether the run takes any segment that is not empty: all but the slash, which no segment has. */
function is_whole_segment({ set, min, max }: Extract<Atom, { kind: "run" }>): boolean {
  return min === 1 && max === Number.POSITIVE_INFINITY && set.is_all_but_slash;
}
