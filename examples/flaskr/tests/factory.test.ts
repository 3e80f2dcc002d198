import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { create_app } from "../app.ts";
import { make_client } from "./site.ts";

const INSTANCE = join(import.meta.dirname, "..", "instance");

test("only the configuration of a test makes the app a testing one", async () => {
  const had_instance = existsSync(INSTANCE);
  onTestFinished(() => {
    if (!had_instance) rmSync(INSTANCE, { recursive: true, force: true });
  });
  const app = await create_app();
  expect(app.testing).toBe(false);
  expect(app.instance_path).toBe(INSTANCE);
  expect(existsSync(INSTANCE)).toBe(true);
  expect((await create_app({ TESTING: true })).testing).toBe(true);
});

test("hello", async () => {
  expect((await (await make_client()).get("/hello")).text).toBe("Hello, World!");
});
