import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { Flask, g, redirect, request, session, url_for } from "miniflask";

/** An app as the tests of one would have it. */
function make_app(): Flask {
  const app = new Flask("site", { static_folder: null });
  app.secret_key = "a key for the testing kit";
  app.post("/login", function login() {
    session.username = request.form["username"];
    return redirect(url_for("me"));
  });
  app.get("/me", function me() {
    g.seen = true;
    return { user: session.get("username", "nobody") };
  });
  app.post("/upload", async function upload() {
    const file = request.files["file"]!;
    return { name: file.filename, type: file.mimetype, text: (await file.read()).toString() };
  });
  app.get("/fail", function fail() {
    throw new RangeError("broken view");
  });
  app.cli.command("greet", { args: ["<name>"] }, async ({ name }) => {
    await delay(10);
    console.log(`Hello ${name}`);
  });
  return app;
}

type Check = readonly [name: string, run: () => Promise<void>];

function both_ways(name: string, run: (options: { live: boolean }) => Promise<void>): Check[] {
  return [
    [`${name}, in memory`, () => run({ live: false })],
    [`${name}, live`, () => run({ live: true })],
  ];
}

/** What the testing kit does, for any runner of tests: each is a name and a function that rejects where it does not. */
export const checks: readonly Check[] = [
  ...both_ways("a redirect is followed with its history", async (options) => {
    await using client = make_app().test_client(options);
    const r = await client.post("/login", { data: { username: "ann" }, follow_redirects: true });
    assert.equal(r.status_code, 200);
    assert.deepEqual(r.json, { user: "ann" });
    assert.deepEqual(
      r.history.map(({ status_code, location }) => [status_code, location]),
      [[302, "/me"]],
    );
  }),
  ...both_ways("session_transaction changes the session before a request", async (options) => {
    await using client = make_app().test_client(options);
    await client.session_transaction((stored) => {
      stored.username = "bob";
    });
    assert.deepEqual((await client.get("/me")).json, { user: "bob" });
  }),
  ...both_ways("a file is uploaded", async (options) => {
    await using client = make_app().test_client(options);
    const r = await client.post("/upload", { data: { file: [Buffer.from("content"), "a.txt"] } });
    assert.deepEqual(r.json, { name: "a.txt", type: "text/plain", text: "content" });
  }),
  [
    "the context of a request can be looked into",
    async () => {
      const r = await make_app().test_client().get("/me");
      assert.deepEqual(
        r.context.run(() => [request.path, g.seen]),
        ["/me", true],
      );
    },
  ],
  [
    "with TESTING an error of the app rejects",
    async () => {
      const app = make_app();
      app.testing = true;
      await assert.rejects(app.test_client().get("/fail"), new RangeError("broken view"));
    },
  ],
  [
    "a command's output is taken, the runner's own is not",
    async () => {
      const results = await Promise.all(
        ["ann", "bob"].map((name) => make_app().test_cli_runner().invoke(["greet", name])),
      );
      assert.deepEqual(
        results.map(({ output, exit_code }) => [output, exit_code]),
        [
          ["Hello ann\n", 0],
          ["Hello bob\n", 0],
        ],
      );
    },
  ],
];
