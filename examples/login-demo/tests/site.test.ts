import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UserDatabase } from "../database.ts";
import { secret_key } from "../secret_key.ts";
import { logged_in, make_app, make_client, temp_folder } from "./demo.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("every page", () => {
  const PAGES = ["/", "/login", "/register", "/cookies", "/session"];

  test.each(PAGES)("%s has a language, a title, one heading, landmarks and labelled fields", async (path) => {
    const { text, status_code } = await make_client().get(path);
    expect(status_code).toBe(200);
    expect(text).toMatch(/<html lang="en">[\s\S]*<title>[A-Z][^<]* · miniflask login demo<\/title>/);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    for (const landmark of ["<header", "<nav aria-label", "<main", "<footer"])
      expect(text).toContain(landmark);
    for (const id of field_ids(text)) expect(text).toContain(`<label for="${id}">`);
    expect(new Set(all_ids(text)).size).toBe(all_ids(text).length);
  });

  test.each([...PAGES, "/nowhere"])("%s loads nothing from elsewhere and forbids it", async (path) => {
    const { text, headers } = await make_client().get(path);
    expect(text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    expect(text).not.toContain("<script");
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  test("the style sheet and the icon are served, without a session and with their types", async () => {
    const client = make_client();
    const css = await client.get("/static/style.css");
    expect(css.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
    expect(css.headers.get("Vary")).toBeUndefined();
    expect((await client.get("/static/icon.svg")).headers.get("Content-Type")).toContain("image/svg+xml");
  });
});

describe("error pages", () => {
  test("404", async () => {
    const response = await make_client().get("/nowhere/<b>");
    expect(response.status_code).toBe(404);
    expect(response.text).toContain("<h1>Not Found</h1>");
    expect(response.text).toContain("Check the address");
    expect(response.text).not.toContain("<b>");
  });

  test.each([
    ["a file outside of static/", "/static/..%2Fapp.ts"],
    ["the database", "/users.sqlite"],
    ["the key", "/.env"],
  ])("%s is not there", async (_, path) => {
    expect((await make_client().get(path)).status_code).toBe(404);
  });

  test.each(["/%ff", "/%", "/login?next=%ff&%"])("bad percent-encoding in %s is no 500", async (path) => {
    expect((await make_client().get(path)).status_code).toBeLessThan(500);
  });

  test("a body over the limit", async () => {
    const data = { username: "x".repeat(600_000), password: "x" };
    const response = await make_client().post("/login", { data });
    expect(response.status_code).toBe(413);
    expect(response.text).toContain("larger than this site takes");
  });

  test("what a view throws is told to the log, not to the visitor", async () => {
    const app = make_app();
    const log = vi.spyOn(app.logger, "error").mockImplementation(() => {});
    app.get("/boom", function boom() {
      throw new Error("the password of the database is 123");
    });
    const response = await app.test_client().get("/boom");
    expect(response.status_code).toBe(500);
    expect(response.text).toContain("The fault is ours.");
    expect(response.text).not.toContain("123");
    expect(log).toHaveBeenCalledOnce();
  });

  test.each(["__proto__", "constructor"])(
    "a form with the field %s is a form without the right ones",
    async (name) => {
      expect((await make_client().post("/login", { data: { [name]: "x" } })).status_code).toBe(400);
    },
  );
});

describe("the database", () => {
  test("each request closes the connection that it opened, after an error too", async () => {
    const app = make_app();
    vi.spyOn(app.logger, "error").mockImplementation(() => {});
    app.get("/boom", function boom() {
      throw new Error("boom");
    });
    const client = await logged_in(app);
    const opened = vi.spyOn(UserDatabase.prototype, "find");
    const closed = vi.spyOn(UserDatabase.prototype, "close");
    for (const path of ["/", "/profile", "/nowhere", "/boom"]) await client.get(path);
    expect(opened).toHaveBeenCalledTimes(4);
    expect(closed).toHaveBeenCalledTimes(4);
  });
});

describe("the secret key", () => {
  beforeEach(() => {
    vi.stubEnv("SECRET_KEY", "");
  });

  test("comes from the environment where that has one", () => {
    vi.stubEnv("SECRET_KEY", "from outside");
    expect(secret_key(temp_folder())).toBe("from outside");
  });

  test("is generated once, for this folder alone, readable by its owner alone", () => {
    const folder = temp_folder();
    const key = secret_key(folder);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(secret_key(folder)).toBe(key);
    expect(secret_key(temp_folder())).not.toBe(key);
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
  });

  test.each(["OTHER=1", "OTHER=1\n", "SECRET_KEY=\nOTHER=1\n"])(
    "joins what stands in .env already: %j",
    (text) => {
      const folder = temp_folder();
      writeFileSync(join(folder, ".env"), text);
      const key = secret_key(folder);
      expect(secret_key(folder)).toBe(key);
      expect(readFileSync(join(folder, ".env"), "utf8")).toContain("OTHER=1\n");
    },
  );

  test("a key in .env is used", () => {
    const folder = temp_folder();
    appendFileSync(join(folder, ".env"), "SECRET_KEY=mine\n");
    expect(secret_key(folder)).toBe("mine");
  });
});

function field_ids(html: string): string[] {
  return [...html.matchAll(/<(?:input|select) id="([^"]+)"/g)].map((match) => match[1]!);
}

function all_ids(html: string): string[] {
  return [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
}
