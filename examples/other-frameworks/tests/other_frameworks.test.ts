import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { MemoryStore, ServerSideSessionInterface, StandaloneSessions } from "@miniflask/session";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { PYTHON, requires } from "../../../tests/support/require.ts";
import { create_express_app } from "../express_app.ts";
import { create_fastify_app } from "../fastify_app.ts";
import { create_hono_app } from "../hono_app.ts";

const KEY = "shared by Flask and the others";

/** How each framework serves node's own server. */
const FRAMEWORKS: Record<string, (sessions: StandaloneSessions) => Promise<Server>> = {
  express: async (sessions) => createServer(create_express_app(sessions)),
  fastify: async (sessions) => {
    const app = create_fastify_app(sessions);
    await app.ready();
    return createServer((request, response) => app.routing(request, response));
  },
  hono: async (sessions) => createServer(getRequestListener(create_hono_app(sessions).fetch)),
};

const KINDS = {
  "a signed cookie": () => new StandaloneSessions({ SECRET_KEY: KEY }),
  "a store": () =>
    new StandaloneSessions({}, { session_interface: new ServerSideSessionInterface(new MemoryStore()) }),
};

/** The text and the session's cookie after a visit; the cookie is "" when it was deleted. */
interface Visit {
  readonly text: string;
  readonly cookie: string;
  readonly others: readonly string[];
}

/** One framework's app on a port of its own, and a browser that visits it. */
async function serve(framework: string, sessions: StandaloneSessions) {
  const server = (await FRAMEWORKS[framework]?.(sessions)) as Server; // one of its own keys
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port
  return {
    async visit(path: string, cookie = ""): Promise<Visit> {
      const answer = await fetch(url + path, { headers: { cookie: `other=1; session=${cookie}` } });
      const set = answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
      const own = set.find((pair) => pair.startsWith("session="));
      return {
        text: await answer.text(),
        cookie: own?.slice("session=".length) ?? cookie,
        others: set.filter((pair) => pair !== own),
      };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe.each(Object.keys(FRAMEWORKS))("%s", (framework) => {
  describe.each(Object.entries(KINDS))("with sessions in %s", (_kind, make_sessions) => {
    let site: Awaited<ReturnType<typeof serve>>;
    beforeAll(async () => {
      site = await serve(framework, make_sessions());
    });
    afterAll(() => site.close());

    test("reads what it wrote, each browser's own", async () => {
      const first = await site.visit("/visit");
      const second = await site.visit("/visit", first.cookie);
      expect([first.text, second.text]).toEqual(["visit 1", "visit 2"]);
      expect((await site.visit("/visit")).text).toBe("visit 1");
    });

    test("sets the session's cookie beside others, and deletes it", async () => {
      const { cookie } = await site.visit("/visit");
      expect(await site.visit("/logout", cookie)).toEqual({
        text: "out",
        cookie: "",
        others: ["theme=dark"],
      });
      expect(await site.visit("/logout")).toMatchObject({ text: "out", others: ["theme=dark"] });
    });

    test("takes a changed cookie for none", async () => {
      const { cookie } = await site.visit("/visit");
      const changed = (cookie[5] === "x" ? "y" : "x") + cookie.slice(6);
      expect((await site.visit("/visit", cookie.slice(0, 5) + changed)).text).toBe("visit 1");
    });
  });

  test.skipIf(!requires("python"))("shares a session with Flask", async () => {
    const site = await serve(framework, new StandaloneSessions({ SECRET_KEY: KEY }));
    onTestFinished(() => site.close());
    const [there, theirs] = visit_flask("");
    const here = await site.visit("/visit", theirs);
    expect([there, here.text, visit_flask(here.cookie)[0]]).toEqual(["visit 1", "visit 2", "visit 3"]);
  });
});

function visit_flask(cookie: string): [text: string, cookie: string] {
  const script = new URL("fixtures/flask_side.py", import.meta.url).pathname;
  return JSON.parse(
    execFileSync(PYTHON, [script], { input: `${JSON.stringify({ key: KEY, cookie })}\n`, encoding: "utf8" }),
  );
}
