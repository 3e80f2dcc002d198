import { describe, expect, test } from "vitest";
import { read_recorded } from "../support/recorded.ts";
import { answer, expected, type RoutingCase } from "./recorded_map.ts";

const cases = read_recorded<RoutingCase>("routing");

describe("what Werkzeug's own tests ask of its routing", () => {
  test("is all there", () => {
    expect(cases.filter(({ call }) => call === "match")).toHaveLength(79);
    expect(cases.filter(({ call }) => call === "build")).toHaveLength(76);
  });

  test.each(cases.map((recorded, index) => ({ index, name: recorded.test, recorded })))(
    "$index $name",
    ({ recorded }) => {
      expect(answer(recorded)).toEqual(expected(recorded));
    },
  );
});
