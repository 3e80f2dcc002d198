import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Environment, FileSystemLoader, select_autoescape } from "miniflask/jinja";
import { describe, expect, test } from "vitest";
import { PYTHON, requires } from "../../../tests/support/require.ts";
import { CASES, type TemplateCase } from "./template_cases.ts";

const HERE = import.meta.dirname;
const TEMPLATES = join(HERE, "..", "templates");

/** What real Jinja made of the case; recorded by `vitest run -u` on a machine with Python. */
function transcript(name: string): string {
  return join(HERE, "transcripts", `${name}.html`);
}

function render(wanted: TemplateCase): string {
  const environment = new Environment({
    loader: new FileSystemLoader(TEMPLATES),
    autoescape: select_autoescape({ enabled_extensions: ["html"] }),
  });
  return environment.get_template(wanted.template).render({
    ...wanted.context,
    url_for: (endpoint: string, values: Record<string, unknown> = {}) => {
      const given = Object.entries(values).filter(([, value]) => value !== null);
      const query = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
      return `${wanted.urls[endpoint]}${query.length > 0 ? `?${query.sort().join("&")}` : ""}`;
    },
    get_flashed_messages: () => wanted.messages,
    request: { endpoint: wanted.endpoint },
    session: { permanent: wanted.permanent },
  });
}

test.each(Object.entries(CASES))("%s is rendered as Jinja renders it", (name, wanted) => {
  expect(render(wanted)).toBe(readFileSync(transcript(name), "utf8"));
});

describe("text from outside", () => {
  test.each(Object.entries(CASES))("%s holds no tag that a visitor typed", (_name, wanted) => {
    expect(render(wanted)).not.toMatch(/<script|<Löve/);
  });
});

describe.skipIf(!requires("python"))("real Jinja", () => {
  test("still makes what the transcripts hold", async () => {
    const script = join(HERE, "fixtures", "render_with_jinja.py");
    const answer = execFileSync(PYTHON, [script, TEMPLATES], {
      input: JSON.stringify(CASES),
      encoding: "utf8",
    });
    const texts = JSON.parse(answer) as Record<string, string>; // the script's one output: name -> text
    expect(Object.keys(texts)).toEqual(Object.keys(CASES));
    for (const [name, text] of Object.entries(texts))
      await expect(text).toMatchFileSnapshot(transcript(name));
  });
});
