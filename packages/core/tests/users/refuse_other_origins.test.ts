import { Flask } from "@miniflask/core";
import { refuse_other_origins } from "@miniflask/core/csrf";
import { expect, test } from "vitest";

const CASES: readonly (readonly [headers: Record<string, string>, status: number])[] = [
  [{}, 200],
  [{ "Sec-Fetch-Site": "same-origin" }, 200],
  [{ "Sec-Fetch-Site": "none" }, 200],
  [{ "Sec-Fetch-Site": "same-site" }, 403],
  [{ "Sec-Fetch-Site": "cross-site" }, 403],
  [{ "Sec-Fetch-Site": "cross-site", Origin: "http://shop.example" }, 403],
  [{ Origin: "http://shop.example" }, 200],
  [{ Origin: "http://SHOP.example" }, 200],
  [{ Origin: "http://shop.example:8080" }, 403],
  [{ Origin: "http://shop.example.evil.example" }, 403],
  [{ Origin: "null" }, 403],
  [{ Origin: "file://" }, 403],
  [{ Origin: "nonsense" }, 403],
];

test.each(CASES)("a POST with %o is answered %i", async (headers, status) => {
  const app = new Flask(import.meta.dirname);
  app.before_request(refuse_other_origins);
  app.route("/", { methods: ["GET", "POST"], endpoint: "index" }, () => "hi");
  const client = app.test_client();
  const base_url = "http://shop.example";
  expect((await client.post("/", { base_url, headers })).status_code).toBe(status);
  expect((await client.get("/", { base_url, headers })).status_code).toBe(200);
});

test("a request without a host of its own has no origin that could fit", async () => {
  const app = new Flask(import.meta.dirname);
  app.before_request(refuse_other_origins);
  app.post("/", { endpoint: "index" }, () => "hi");
  const answer = await app.test_client().post("/", { headers: { Host: "bad host", Origin: "null" } });
  expect(answer.status_code).not.toBe(200);
});
