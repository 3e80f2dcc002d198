import { request, type SchemaOutput } from "@miniflask/core";
import { ValidationError } from "@miniflask/core/exceptions";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { make_app } from "./support/make_app.ts";

const User = z.object({
  name: z.string().min(1),
  age: z.coerce.number().int().min(0),
  tags: z.array(z.string()).default([]),
});

function make_validating_app() {
  const app = make_app();
  app.post("/json", function from_json() {
    const user = request.get_json({ schema: User });
    expectTypeOf(user).toEqualTypeOf<{ name: string; age: number; tags: string[] }>();
    expectTypeOf<SchemaOutput<typeof User>>().toEqualTypeOf(user);
    return user;
  });
  app.post("/form", function from_form() {
    const user = request.form.parse(User);
    expectTypeOf(user.age).toEqualTypeOf<number>();
    return user;
  });
  app.get("/args", function from_args() {
    return request.args.parse(
      z.object({ page: z.coerce.number().default(1), tag: z.array(z.string()).default([]) }),
    );
  });
  app.get("/cookies", function from_cookies() {
    return request.cookies.parse(z.object({ theme: z.enum(["light", "dark"]) }));
  });
  return app;
}

describe("data that fits", () => {
  test.each<[path: string, options: object, value: unknown]>([
    ["/json", { json: { name: "ann", age: "3" } }, { name: "ann", age: 3, tags: [] }],
    [
      "/form",
      { data: { name: "ann", age: "3", tags: ["a", "b"] } },
      { name: "ann", age: 3, tags: ["a", "b"] },
    ],
  ])("%s gives the schema's value", async (path, options, value) => {
    const client = make_validating_app().test_client();
    expect((await client.post(path, options)).json).toEqual(value);
  });

  test("args and cookies, defaults included", async () => {
    const client = make_validating_app().test_client();
    expect((await client.get("/args?tag=a&tag=b&unknown=1")).json).toEqual({ page: 1, tag: ["a", "b"] });
    client.set_cookie("theme", "dark");
    expect((await client.get("/cookies")).json).toEqual({ theme: "dark" });
  });
});

describe("data that does not fit answers 400 and names the fields", () => {
  test("in JSON where JSON was sent", async () => {
    const answer = await make_validating_app()
      .test_client()
      .post("/json", { json: { name: "", age: 1, tags: ["a", 2] } });
    expect(answer.status_code).toBe(400);
    expect(answer.headers.get("Content-Type")).toBe("application/json");
    const { errors } = answer.json as { errors: { path: string[]; message: string }[] };
    expect(errors.map(({ path }) => path)).toEqual([["name"], ["tags", "1"]]);
    expect(errors.every(({ message }) => message.length > 0)).toBe(true);
  });

  test.each<[path: string, field: string]>([
    ["/args?page=x", "page"],
    ["/cookies", "theme"],
  ])("in a page otherwise: %s", async (path, field) => {
    const answer = await make_validating_app().test_client().get(path);
    expect(answer.status_code).toBe(400);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(answer.text).toContain(`<li><code>${field}</code>: `);
  });

  test("with what the client sent escaped", async () => {
    const app = make_app();
    app.get("/", function index() {
      return request.args.parse(z.strictObject({}));
    });
    const answer = await app.test_client().get("/?<script>=1");
    expect(answer.status_code).toBe(400);
    expect(answer.text).toContain("&lt;script&gt;");
    expect(answer.text).not.toContain("<script>");
  });

  test("or as the app answers it", async () => {
    const app = make_validating_app();
    app.errorhandler(ValidationError, (error) => {
      expectTypeOf(error.errors[0]!.path).toEqualTypeOf<readonly string[]>();
      return [{ invalid: error.errors.map(({ path }) => path.join(".")) }, 422];
    });
    const client = app.test_client();
    const answer = await client.post("/form", { data: { age: "-1" } });
    expect([answer.status_code, answer.json]).toEqual([422, { invalid: ["name", "age"] }]);
    expect((await client.post("/json", { json: [] })).status_code).toBe(422);
  });
});

test("what is no JSON at all answers as without a schema", async () => {
  const client = make_validating_app().test_client();
  const broken = { data: "{", content_type: "application/json" };
  expect((await client.post("/json", broken)).status_code).toBe(400);
  expect((await client.post("/json", { data: "{}" })).status_code).toBe(415);
});

test("a schema that validates asynchronously is refused by name of the cause", async () => {
  const app = make_app({ TESTING: true });
  app.get("/", function index() {
    return request.args.parse(z.object({ a: z.string().refine(async () => true) }));
  });
  await expect(app.test_client().get("/?a=1")).rejects.toThrow(/validates asynchronously/);
});
