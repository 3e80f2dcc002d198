import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requires } from "../../../tests/support/require.ts";
import { log_in } from "../bench.ts";
import { type Site, start_site } from "../site.ts";

const KINDS = [["cookie"], ["redis"]] as const;
const has_servers = requires("nginx") && requires("redis");

describe.skipIf(!has_servers).each(KINDS)("two processes behind nginx, %s sessions", (sessions) => {
  let site: Site;
  beforeAll(async () => {
    site = await start_site({ processes: 2, sessions });
  });
  afterAll(() => site.stop());

  async function ask(url: string, cookie = ""): Promise<{ user: string | null; process: string }> {
    const answer = await fetch(`${url}/`, { headers: { cookie } });
    return (await answer.json()) as { user: string | null; process: string }; // what the app's index answers
  }

  test("nginx gives requests to both", async () => {
    const seen = new Set<string>();
    for (let request = 0; request < 6; request++) seen.add((await ask(site.url)).process);
    expect(seen.size).toBe(2);
  });

  test("whoever logs in at one is known at the other", async () => {
    const [one = "", other = ""] = site.workers;
    const cookie = await log_in(one);
    const [here, there] = [await ask(one, cookie), await ask(other, cookie)];
    expect([here.user, there.user]).toEqual(["ada", "ada"]);
    expect(here.process).not.toBe(there.process);
    expect((await ask(other)).user).toBe(null);
  });

  test("many visitors at once stay who they are, through nginx", async () => {
    const users = Array.from({ length: 20 }, (_, index) => `user${index}`);
    const cookies = await Promise.all(users.map((user) => log_in(site.url, user)));
    const answers = await Promise.all(
      cookies.flatMap((cookie) => [ask(site.url, cookie), ask(site.url, cookie)]),
    );
    expect(answers.map(({ user }) => user)).toEqual(users.flatMap((user) => [user, user]));
  });

  test(`a log-out at one ${sessions === "redis" ? "ends the session" : "leaves a copied cookie good"} at the other`, async () => {
    const [one = "", other = ""] = site.workers;
    const cookie = await log_in(one);
    await fetch(`${one}/logout`, { method: "POST", headers: { cookie }, redirect: "manual" });
    expect((await ask(other, cookie)).user).toBe(sessions === "redis" ? null : "ada");
  });
});
