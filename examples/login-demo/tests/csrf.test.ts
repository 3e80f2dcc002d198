import { describe, expect, test } from "vitest";
import { logged_in, make_client } from "./demo.ts";

type Headers = Record<string, string>;

const ALLOWED: [string, Headers][] = [
  ["the site itself", { "Sec-Fetch-Site": "same-origin", Origin: "http://localhost" }],
  ["the visitor's own doing", { "Sec-Fetch-Site": "none" }],
  ["an older browser on the site", { Origin: "http://localhost" }],
  ["no browser at all", {}],
];

const REFUSED: [string, Headers][] = [
  ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }],
  ["another site that a proxy strips of its origin", { "Sec-Fetch-Site": "cross-site" }],
  ["a sister domain", { "Sec-Fetch-Site": "same-site", Origin: "http://other.localhost" }],
  [
    "a claim of the right origin from another site",
    { "Sec-Fetch-Site": "cross-site", Origin: "http://localhost" },
  ],
  ["another origin in an older browser", { Origin: "https://evil.example" }],
  ["another port", { Origin: "http://localhost:8080" }],
  ["the host as a prefix", { Origin: "http://localhost.evil.example" }],
  ["a sandboxed page", { Origin: "null" }],
  ["nonsense", { Origin: "localhost" }],
];

const CHANGES = [
  "/login",
  "/logout",
  "/register",
  "/cookies/set",
  "/cookies/delete",
  "/session/clear",
  "/nowhere",
];

describe("a change asked for by", () => {
  test.each(ALLOWED)("%s goes through", async (_, headers) => {
    const client = await logged_in();
    expect((await client.post("/logout", { headers })).status_code).toBe(302);
  });

  test.each(REFUSED)("%s is refused", async (_, headers) => {
    const client = await logged_in();
    const response = await client.post("/logout", { headers });
    expect(response.status_code).toBe(403);
    expect(response.text).toContain("<h1>Forbidden</h1>");
    expect(response.text).toContain("Logged in as <strong>ada</strong>");
    expect((await client.get("/profile")).status_code).toBe(200);
  });
});

test.each(CHANGES)("POST %s is guarded", async (path) => {
  const response = await make_client().post(path, { headers: { "Sec-Fetch-Site": "cross-site" } });
  expect(response.status_code).toBe(403);
});

test("a link from elsewhere may be followed", async () => {
  const headers = { "Sec-Fetch-Site": "cross-site" };
  expect((await make_client().get("/cookies", { headers })).status_code).toBe(200);
});
