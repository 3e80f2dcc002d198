import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Flask } from "miniflask";
import { afterAll, expect, test } from "vitest";
import { code_blocks } from "./code_blocks.ts";

const blocks = code_blocks(new URL("../docs/validation.md", import.meta.url));
// Inside the package that depends on zod, so that the apps' imports resolve as a reader's would.
const folder = mkdtempSync(join(import.meta.dirname, "../packages/cli/tests/docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(name: string, index: number): Promise<Flask> {
  const code = blocks.filter(({ language }) => language === "ts")[index]!.code;
  writeFileSync(join(folder, `${name}.ts`), code);
  const { app } = (await import(join(folder, `${name}.ts`))) as { app: Flask }; // as the page exports it
  return app;
}

test("the first app of docs/validation.md answers as the page says", async () => {
  const client = (await load("users", 0)).test_client();
  const created = await client.post("/users", { json: { name: "ann", age: "41" } });
  expect([created.status_code, created.json]).toEqual([201, { created: "ann", next_year: 42 }]);
  expect((await client.get("/users?role=admin")).json).toEqual({ page: 1, role: "admin" });
  expect((await client.post("/sign-up", { data: { name: "ann", age: "41" } })).text).toBe("Welcome ann, 41");
  const refused = await client.post("/users", { json: { name: "", age: 1 } });
  expect(refused.status_code).toBe(400);
  expect(refused.text.trim()).toBe(blocks.find(({ language }) => language === "json")!.code.trim());
});

test("the second one answers in its own way", async () => {
  const client = (await load("orders", 1)).test_client();
  const refused = await client.post("/orders", { data: { amount: "many" } });
  expect([refused.status_code, refused.json]).toEqual([422, { invalid: { amount: "a number, please" } }]);
  expect((await client.post("/orders", { data: { amount: "2" } })).json).toEqual({ amount: 2 });
});
