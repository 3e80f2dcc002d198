import { describe, expect, test } from "vitest";
import { logged_in, make_app, make_client, PASSWORD, register } from "./demo.ts";

describe("register", () => {
  test("GET shows the form, POST makes the account and leads to the login", async () => {
    const client = make_client();
    expect((await client.get("/register")).text).toContain('<form class="panel" method="post">');
    const response = await client.post("/register", {
      data: { username: "ada", password: PASSWORD },
      follow_redirects: true,
    });
    expect(response.history.map((step) => step.status_code)).toEqual([302]);
    expect(response.text).toContain("Welcome, ada. Your account is ready: log in.");
    expect(response.text).toContain("<h1>Log in</h1>");
  });

  test.each([
    ["an empty name", "", PASSWORD, "Use 2 to 30 letters"],
    ["a name of one letter", "a", PASSWORD, "Use 2 to 30 letters"],
    ["a name with a space", "ada l", PASSWORD, "Use 2 to 30 letters"],
    ["a name with markup", "<b>ada</b>", PASSWORD, "Use 2 to 30 letters"],
    ["a name over the limit", "a".repeat(31), PASSWORD, "Use 2 to 30 letters"],
    ["a short password", "ada", "1234567", "Use at least 8 characters."],
    ["an endless password", "ada", "x".repeat(201), "Use at most 200 characters."],
  ])(
    "%s is refused with a message, and the name stays in the form",
    async (_, username, password, problem) => {
      const response = await make_client().post("/register", { data: { username, password } });
      expect(response.status_code).toBe(400);
      expect(response.text).toContain(problem);
      expect(response.text).toContain(`value="${username.replace(/</g, "&lt;").replace(/>/g, "&gt;")}"`);
      expect(response.text).not.toContain(password.length > 7 ? password : 'value="1234567"');
    },
  );

  test("both problems are told at once", async () => {
    const response = await make_client().post("/register", { data: { username: "", password: "" } });
    expect(response.text).toContain("Use 2 to 30 letters");
    expect(response.text).toContain("Use at least 8 characters.");
  });

  test.each(["ada", "Ada", "ＡＤＡ"])("a name that is taken stays taken as %s", async (username) => {
    const client = make_client();
    await register(client, "ada");
    const response = await client.post("/register", { data: { username, password: PASSWORD } });
    expect(response.status_code).toBe(400);
    expect(response.text).toContain("This name is taken.");
  });

  test("two registrations of one name at the same time make one account", async () => {
    const app = make_app();
    const data = { username: "ada", password: PASSWORD };
    const answers = await Promise.all([1, 2, 3].map(() => app.test_client().post("/register", { data })));
    expect(answers.map((answer) => answer.status_code).sort()).toEqual([302, 400, 400]);
  });

  test("names of every script are welcome, and come back escaped", async () => {
    const client = await logged_in(make_app(), "Zoe\u0308-王"); // as some keyboards send the ë
    expect((await client.get("/")).text).toContain("<strong>Zoë-王</strong>");
  });

  test("a form without the field is a bad request, with a page that says so", async () => {
    const response = await make_client().post("/register", { data: { password: PASSWORD } });
    expect(response.status_code).toBe(400);
    expect(response.text).toContain("<h1>Bad Request</h1>");
  });
});

describe("log in", () => {
  test("a right password logs in, and the name stands on every page", async () => {
    const client = await logged_in();
    for (const path of ["/", "/cookies", "/session", "/profile", "/login", "/register", "/nowhere"]) {
      expect((await client.get(path)).text).toContain("Logged in as <strong>ada</strong>");
    }
  });

  test.each([
    ["ada", "wrong password"],
    ["ada", ""],
    ["nobody", PASSWORD],
    ["", ""],
    ["' OR 1=1 --", "' OR 1=1 --"],
  ])("%j with %j is refused with one and the same message", async (username, password) => {
    const client = make_client();
    await register(client);
    const response = await client.post("/login", { data: { username, password, remember: "yes" } });
    expect(response.status_code).toBe(400);
    expect(response.text).toContain("Wrong name or password.");
    expect(response.text).toContain('name="remember" value="yes" checked');
    expect((await client.get("/profile")).status_code).toBe(302);
  });

  test("an unknown name takes as long as a known one", async () => {
    const client = make_client();
    await register(client);
    const known = await cheapest(() =>
      client.post("/login", { data: { username: "ada", password: "wrong" } }),
    );
    const unknown = await cheapest(() =>
      client.post("/login", { data: { username: "bob", password: "wrong" } }),
    );
    // A check that was left out would take a hundredth of the time.
    expect(unknown).toBeGreaterThan(known / 10);
  });

  test("remember me makes the session permanent, and only then has the cookie an Expires", async () => {
    const client = make_client();
    await register(client);
    const data = { username: "ada", password: PASSWORD };
    expect(session_cookie(await client.post("/login", { data }))).not.toContain("Expires");
    const remembered = session_cookie(await client.post("/login", { data: { ...data, remember: "yes" } }));
    expect(remembered).toMatch(/; Expires=\w{3}, \d\d \w{3} \d{4} /);
    expect(remembered).toContain("; HttpOnly; ");
    expect(remembered).toContain("; SameSite=Lax");
    expect((await client.get("/profile")).text).toContain("is remembered for 14 days");
  });

  test("what the session held before the login is gone after it", async () => {
    const client = make_client();
    await register(client);
    await client.post("/session/set", { data: { key: "cart", value: "planted" } });
    await client.post("/login", { data: { username: "ada", password: PASSWORD } });
    expect((await client.get("/session")).text).not.toContain("planted");
  });

  test.each([
    ["/profile", "/profile"],
    ["/session?key=a", "/session?key=a"],
    ["", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/a\r\nX: y", "/"],
    ["\\\\evil.example", "/"],
    ["https://evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["profile", "/"],
  ])("?next=%j leads to %j", async (next, location) => {
    const client = make_client();
    await register(client);
    const path = `/login?next=${encodeURIComponent(next)}`;
    const response = await client.post(path, { data: { username: "ada", password: PASSWORD } });
    expect(response.headers.get("Location")).toBe(location);
  });
});

test("the page that asked for the login is remembered on the way over the registration", async () => {
  const client = make_client();
  expect((await client.get("/login?next=/session")).text).toContain('href="/register?next=/session"');
  expect((await client.get("/register?next=/session")).text).toContain('href="/login?next=/session"');
  expect((await client.get("/register?next=//evil.example")).text).not.toContain("evil");
  const response = await client.post("/register?next=/session", {
    data: { username: "ada", password: PASSWORD },
  });
  expect(response.headers.get("Location")).toBe("/login?next=/session");
});

describe("log out", () => {
  test("ends the session", async () => {
    const client = await logged_in();
    const response = await client.post("/logout", { follow_redirects: true });
    expect(response.text).toContain("You are logged out.");
    expect(response.text).not.toContain("Logged in as");
    expect((await client.get("/profile")).status_code).toBe(302);
  });

  test("is no link: GET is answered with the error page and Allow", async () => {
    const client = await logged_in();
    const response = await client.get("/logout");
    expect(response.status_code).toBe(405);
    expect(response.headers.get("Allow")).toContain("POST");
    expect(response.text).toContain("<h1>Method Not Allowed</h1>");
    expect((await client.get("/profile")).status_code).toBe(200);
  });
});

describe("profile", () => {
  test("a stranger is sent to the login, with the way back", async () => {
    const client = make_client();
    const response = await client.get("/profile");
    expect(response.status_code).toBe(302);
    expect(response.headers.get("Location")).toBe("/login?next=/profile");
    expect((await client.get("/login?next=/profile")).text).toContain("Log in to see that page.");
  });

  test("tells its user how the password is kept, and not the hash", async () => {
    const text = (await (await logged_in()).get("/profile")).text;
    expect(text).toContain("<code>scrypt:32768:8:1</code> with a salt of 16 characters");
    expect(text).not.toMatch(/[0-9a-f]{128}/);
  });

  test("is not kept by the browser for the next person to page back to", async () => {
    const response = await (await logged_in()).get("/profile");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  });

  test("a user who is gone from the database is logged out", async () => {
    const client = make_client();
    await client.session_transaction((session) => {
      session.user_id = 77;
    });
    expect((await client.get("/profile")).status_code).toBe(302);
  });
});

/** The least CPU time of several runs, of all threads: what else the machine does counts for the clock, not for it. */
async function cheapest(run: () => PromiseLike<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    times.push(user + system);
  }
  return Math.min(...times);
}

function session_cookie(response: { headers: { getlist(name: string): string[] } }): string {
  return response.headers.getlist("Set-Cookie").find((cookie) => cookie.startsWith("session=")) ?? "";
}
