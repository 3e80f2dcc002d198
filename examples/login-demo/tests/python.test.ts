import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PYTHON, requires } from "../../../tests/support/require.ts";
import { UserDatabase } from "../database.ts";
import { KEY, logged_in, make_app, make_client, PASSWORD, register } from "./demo.ts";

const SCRIPT = join(import.meta.dirname, "fixtures", "flask_side.py");
const TEMPLATES = join(import.meta.dirname, "..", "templates");

/** Asks real Flask; see flask_side.py for the names. */
function flask_says(name: string, ...asked: unknown[]): unknown {
  const input = JSON.stringify({ name, arguments: asked });
  return JSON.parse(execFileSync(PYTHON, [SCRIPT], { input, encoding: "utf8" }));
}

describe.skipIf(!requires("python"))("beside a Flask app with the same key", () => {
  test("Flask reads the demo's session cookie", async () => {
    const client = await logged_in();
    await client.post("/session/set", { data: { key: "list", value: '[1, "ü", null]', kind: "json" } });
    await client.get("/"); // shows the messages, so that they are out of the cookie
    const cookie = client.get_cookie("session")?.value;
    expect(flask_says("read_session", KEY, cookie)).toEqual({
      user_id: 1,
      list: [1, "ü", null],
      _permanent: false,
    });
    expect(flask_says("read_session", "another key", cookie)).toEqual({});
  });

  test("a cookie made by Flask logs the user in, with Flask's message", async () => {
    const app = make_app();
    await register(make_client(app), "ada");
    const client = make_client(app);
    client.set_cookie("session", String(flask_says("write_session", KEY, { user_id: 1 })));
    const { text } = await client.get("/profile");
    expect(text).toContain("Logged in as <strong>ada</strong>");
    expect(text).toContain("Written by Flask");
    expect(text).toContain("is remembered for 14 days");
  });

  test("a cookie made by Flask with another key logs nobody in", async () => {
    const client = make_client();
    await register(client, "ada");
    client.set_cookie("session", String(flask_says("write_session", "another key", { user_id: 1 })));
    expect((await client.get("/profile")).status_code).toBe(302);
  });

  test("each side checks the password hashes that the other wrote", async () => {
    const app = make_app();
    const client = make_client(app);
    await register(client, "ada");
    const database = new UserDatabase(String(app.config.DATABASE));
    try {
      const hash = database.find(1)?.password_hash;
      expect(flask_says("check", hash, PASSWORD)).toBe(true);
      expect(flask_says("check", hash, "wrong")).toBe(false);
      database.add("grace", String(flask_says("hash", PASSWORD)));
    } finally {
      database.close();
    }
    const response = await client.post("/login", { data: { username: "grace", password: PASSWORD } });
    expect(response.status_code).toBe(302);
  });

  test.each([
    ["/", "index.html", {}],
    ["/login?next=/profile", "login.html", { typed: {}, errors: {}, next: "/profile" }],
    ["/register", "register.html", { typed: {}, errors: {}, next: null }],
    [
      "/nowhere",
      "error.html",
      {
        code: 404,
        name: "Not Found",
        description:
          "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
        advice: "Check the address, or start again from the home page.",
      },
    ],
  ])("%s is the page that Flask makes of the same template", async (path, template, context) => {
    const { text } = await make_client().get(path);
    expect(text).toBe(flask_says("page", TEMPLATES, path, template, { user: null, ...context }, []));
  });
});
