import { g, session } from "miniflask";
import { expect, test } from "vitest";
import { log_in, logged_in, make_app, make_client, query } from "./site.ts";

test("a registration adds the user and leads to the login page", async () => {
  const app = await make_app();
  const client = app.test_client();
  expect((await client.get("/auth/register")).status_code).toBe(200);
  const response = await client.post("/auth/register", { data: { username: "a", password: "a" } });
  expect(response.headers["Location"]).toBe("/auth/login");
  const user = await query(app, "SELECT * FROM user WHERE username = 'a'");
  expect(user?.password).toMatch(/^scrypt:/);
  expect((await log_in(client, "a", "a")).headers["Location"]).toBe("/");
});

test.each([
  ["", "", "Username is required."],
  ["a", "", "Password is required."],
  ["test", "test", "User test is already registered."],
])("a registration as %j with the password %j is refused", async (username, password, message) => {
  const client = await make_client();
  const response = await client.post("/auth/register", { data: { username, password } });
  expect(response.text).toContain(message);
});

test("a login leads to the index, and the next requests know the user", async () => {
  const client = await make_client();
  expect((await client.get("/auth/login")).status_code).toBe(200);
  expect((await log_in(client)).headers["Location"]).toBe("/");
  const response = await client.get("/");
  await response.context.run(() => {
    expect(session.user_id).toBe(1);
    expect(g.user?.username).toBe("test");
  });
});

test.each([
  ["a", "test", "Incorrect username."],
  ["test", "a", "Incorrect password."],
])("a login as %j with the password %j is refused", async (username, password, message) => {
  const client = await make_client();
  expect((await log_in(client, username, password)).text).toContain(message);
});

test("a logout ends the session", async () => {
  const client = await logged_in();
  const response = await client.get("/auth/logout");
  await response.context.run(() => expect("user_id" in session).toBe(false));
});

test("a form without a field is a bad request", async () => {
  const client = await make_client();
  expect((await client.post("/auth/login", { data: { username: "test" } })).status_code).toBe(400);
});
