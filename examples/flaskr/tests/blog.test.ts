import { expect, test } from "vitest";
import { logged_in, make_app, make_client, query } from "./site.ts";

const NO_POST = { title: "", body: "" };

test("the index shows the posts, and their author a link to change them", async () => {
  const client = await make_client();
  const { text } = await client.get("/");
  expect(text).toContain("Log In");
  expect(text).toContain("Register");
  expect(text).not.toContain('href="/1/update"');

  const page = await (await logged_in()).get("/");
  for (const part of ["test title", "by test on 2018-01-01", "test\nbody", 'href="/1/update"'])
    expect(page.text).toContain(part);
});

test.each(["/create", "/1/update", "/1/delete"])("%s needs a login", async (path) => {
  const response = await (await make_client()).post(path);
  expect(response.headers["Location"]).toBe("/auth/login");
});

test("another's post can be neither changed nor deleted", async () => {
  const app = await make_app();
  await query(app, "UPDATE post SET author_id = 2 WHERE id = 1 RETURNING id");
  const client = await logged_in(app);
  expect((await client.post("/1/update")).status_code).toBe(403);
  expect((await client.post("/1/delete")).status_code).toBe(403);
  expect((await client.get("/")).text).not.toContain('href="/1/update"');
});

test.each(["/2/update", "/2/delete"])("%s: there is no such post", async (path) => {
  const response = await (await logged_in()).post(path);
  expect(response.status_code).toBe(404);
  expect(response.text).toContain("Post id 2 doesn&#39;t exist.");
});

test("a post is created", async () => {
  const app = await make_app();
  const client = await logged_in(app);
  expect((await client.get("/create")).status_code).toBe(200);
  await client.post("/create", { data: { title: "created", body: "" } });
  const post = await query(app, "SELECT * FROM post WHERE id = 2");
  expect(post).toMatchObject({ title: "created", body: "", author_id: 1 });
});

test("a post is changed", async () => {
  const app = await make_app();
  const client = await logged_in(app);
  expect((await client.get("/1/update")).status_code).toBe(200);
  await client.post("/1/update", { data: { title: "updated", body: "" } });
  expect(await query(app, "SELECT * FROM post WHERE id = 1")).toMatchObject({ title: "updated", body: "" });
});

test.each(["/create", "/1/update"])("%s needs a title", async (path) => {
  const response = await (await logged_in()).post(path, { data: NO_POST });
  expect(response.text).toContain("Title is required.");
});

test("a post is deleted", async () => {
  const app = await make_app();
  const response = await (await logged_in(app)).post("/1/delete");
  expect(response.headers["Location"]).toBe("/");
  expect(await query(app, "SELECT * FROM post WHERE id = 1")).toBeUndefined();
});
