import { expect, test } from "vitest";
import { get_db } from "../db.ts";
import { make_app, query } from "./site.ts";

test("a context has one connection, which is closed with it", async () => {
  const app = await make_app();
  const db = await app.app_context().run(() => {
    expect(get_db()).toBe(get_db());
    return get_db();
  });
  expect(() => db.exec("SELECT 1")).toThrow("not open");
});

test("init-db makes the tables anew", async () => {
  const app = await make_app();
  const result = await app.test_cli_runner().invoke(["init-db"]);
  expect(result).toMatchObject({ output: "Initialized the database.\n", exit_code: 0, exception: null });
  expect(await query(app, "SELECT COUNT(*) AS count FROM user")).toEqual({ count: 0 });
  expect(await query(app, "SELECT COUNT(*) AS count FROM post")).toEqual({ count: 0 });
});
