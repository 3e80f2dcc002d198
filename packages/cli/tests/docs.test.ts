import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Flask } from "@miniflask/core";
import { afterAll, describe, expect, test } from "vitest";
import { Flask as PublicFlask } from "../src/index.ts";

const read_page = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");

/** The programs of a page, each under the file name that its first line gives. */
function programs_of(page: string): Map<string, string> {
  const blocks = read_page(page).matchAll(/^```ts\n\/\/ (\S+\.ts)\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, name, text]) => [name!, text!]));
}

// covers: AP-07
describe("docs/extensions.md", () => {
  // Inside the package, so that `miniflask` is found from it.
  const folder = mkdtempSync(fileURLToPath(new URL("./fixtures/docs-", import.meta.url)));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function load(): Promise<(config?: Record<string, unknown>) => Flask> {
    for (const [name, text] of programs_of("extensions")) writeFileSync(join(folder, name), text);
    const { create_app } = await import(/* @vite-ignore */ pathToFileURL(join(folder, "app.ts")).href);
    return create_app;
  }

  test("its example keeps each app's state and each context's connection apart", async () => {
    const create_app = await load();
    const app = create_app({ NOTES_FILE: join(folder, "a.sqlite"), TESTING: true });
    const other = create_app({ NOTES_FILE: join(folder, "b.sqlite"), TESTING: true });
    for (const made of [app, other])
      expect((await made.test_cli_runner().invoke(["notes-init"])).exception).toBeNull();
    const added = await app.test_client().post("/", { data: { text: "milk" }, follow_redirects: true });
    expect(added.text).toBe("milk (3)");
    expect((await app.test_client().get("/")).text).toBe("milk (4)");
    expect((await other.test_client().get("/")).text).toBe(" (2)");
    expect(create_app().config["NOTES_FILE"]).toBe(":memory:");
  });
});

// covers: CF-01
describe("docs/configuration.md", () => {
  const rows = [...read_page("configuration").matchAll(/^\| ([A-Z_]+) \| (.*?) \| (.*?) \|$/gm)].map(
    ([, key, initial, takes]) => ({ key: key!, initial: initial!, takes: takes! }),
  );

  test("lists every key there is", () => {
    const { config } = new PublicFlask("site");
    expect(rows.map(({ key }) => key)).toEqual(Object.keys(config));
    expect(rows).toHaveLength(29);
  });

  test.for(rows)("$key has the default and takes the values that are told", ({ key, initial, takes }) => {
    const { config } = new PublicFlask("site");
    if (initial.startsWith("FLASK_") || initial.endsWith("days")) expect(config[key]).toBeDefined();
    else expect(JSON.stringify(config[key])).toBe(initial);
    class Odd {}
    for (const wrong of [new Odd(), Symbol.iterator, undefined])
      expect(() => config.update({ [key]: wrong })).toThrow(
        key.startsWith("SECRET")
          ? new RegExp(`^config ${key} takes ${takes}, not a value of type `)
          : expect.objectContaining({ name: "ConfigValueError", key, value: wrong, expected: takes }),
      );
  });
});
