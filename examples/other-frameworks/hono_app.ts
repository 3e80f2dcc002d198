import type { StandaloneSessions } from "@miniflask/session";
import { Hono } from "hono";
import { setCookie } from "hono/cookie";

/** A Flask session in Hono: opened, used, saved. */
export function create_hono_app(sessions: StandaloneSessions): Hono {
  const app = new Hono();

  app.get("/visit", async (c) => {
    const session = await sessions.open(c.req.header("Cookie"));
    session.visits = (session.visits ?? 0) + 1;
    for (const cookie of await sessions.save(session)) c.header("Set-Cookie", cookie, { append: true });
    return c.text(`visit ${session.visits}`);
  });

  app.get("/logout", async (c) => {
    const session = await sessions.open(c.req.header("Cookie"));
    session.clear();
    setCookie(c, "theme", "dark");
    for (const cookie of await sessions.save(session)) c.header("Set-Cookie", cookie, { append: true });
    return c.text("out");
  });
  return app;
}
