import { describe, expect, test } from "vitest";
import { deflate_block } from "../src/deflate/deflate_block.ts";
import { find_matches } from "../src/deflate/find_matches.ts";
import { least_block_bytes } from "../src/deflate/least_block_bytes.ts";
import { dumps } from "../src/json/dumps.ts";
import { Dice } from "./support/random_values.ts";

// That the bytes are CPython's is asked of CPython itself (python_agreement.test.ts).
describe("a block of DEFLATE", () => {
  const dice = new Dice(7);
  const words = ["user_id", "name", "theme", "csrf_token", "a", "é", "_fresh", "message"];
  const random_text = () => {
    const entries = Array.from({ length: dice.below(7) }, () => [dice.pick(words), random_item()]);
    return dice.pick(["", "x".repeat(dice.below(300))]) + dumps(Object.fromEntries(entries));
  };
  const random_item = () =>
    dice.pick([dice.below(10_000), dice.pick(words), dice.bytes(dice.below(30)).toString("hex")]);

  test("is refused where it is longer than allowed, and nowhere else", () => {
    for (let round = 0; round < 3000; round++) {
      const text = Buffer.from(random_text());
      const size = deflate_block(find_matches(text), 1_000_000)?.length ?? 0;
      expect(size).toBeGreaterThan(0);
      for (const limit of [size - 2, size - 1]) expect(deflate_block(find_matches(text), limit)).toBeNull();
      for (const limit of [size, size + 1])
        expect(deflate_block(find_matches(text), limit)).toHaveLength(size);
    }
  });

  test("is never shorter than the bound by which short texts are refused", () => {
    for (let round = 0; round < 5000; round++) {
      const few = dice.pick([1, 2, 5, 12, 30, 256]);
      const repeated = Buffer.from(Array.from({ length: 1 + dice.below(39) }, () => dice.below(few)));
      const cycle = 1 + dice.below(8);
      const text = dice.pick([repeated, repeated.map((_, at) => repeated[at % cycle] ?? 0)]);
      const block = deflate_block(find_matches(text), 1_000_000);
      expect(least_block_bytes(text), text.toString("hex")).toBeLessThanOrEqual(block?.length ?? 0);
    }
  });
});
