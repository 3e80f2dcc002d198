import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { path_of, requires } from "../../../tests/support/require.ts";
import { DEMO_PAGES, FLASKR_PAGES, type Page, render_page } from "./real_pages.ts";

const FLASKR = fileURLToPath(new URL("./fixtures/flaskr", import.meta.url));
const DEMO = fileURLToPath(new URL("../../../examples/login-demo/templates", import.meta.url));
const RECORDED: readonly string[] = JSON.parse(
  readFileSync(new URL("./fixtures/flaskr_pages.json", import.meta.url), "utf8"),
);

function rendered_by_python(folder: string, pages: readonly Page[]): string[] {
  const script = fileURLToPath(new URL("./support/render_pages.py", import.meta.url));
  const input = JSON.stringify({ folder, pages });
  return JSON.parse(execFileSync(path_of("python"), [script], { input, maxBuffer: 2 ** 26 }).toString());
}

describe("the pages of Flask's tutorial", () => {
  test.each(FLASKR_PAGES.map((page, at) => [page[0], at] as const))(
    "%s is as Jinja rendered it (%i)",
    (_name, at) => {
      const page = FLASKR_PAGES[at];
      expect(page && render_page(FLASKR, page)).toBe(RECORDED[at]);
    },
  );

  test.skipIf(!requires("python"))("the recording is what Jinja renders today", () => {
    expect(rendered_by_python(FLASKR, FLASKR_PAGES)).toEqual(RECORDED);
  });
});

test.skipIf(!requires("python"))("the pages of the login demo are as Jinja renders them", () => {
  const ours = DEMO_PAGES.map((page) => render_page(DEMO, page));
  expect(ours).toEqual(rendered_by_python(DEMO, DEMO_PAGES));
});
