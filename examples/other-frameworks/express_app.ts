import type { StandaloneSessions } from "@miniflask/session";
import express, { type Express } from "express";

/** A Flask session in Express: opened, used, saved. */
export function create_express_app(sessions: StandaloneSessions): Express {
  const app = express();

  app.get("/visit", async (request, response) => {
    const session = await sessions.open(request.headers.cookie);
    session.visits = (session.visits ?? 0) + 1;
    response.append("Set-Cookie", await sessions.save(session)).send(`visit ${session.visits}`);
  });

  app.get("/logout", async (request, response) => {
    const session = await sessions.open(request.headers.cookie);
    session.clear();
    response
      .cookie("theme", "dark")
      .append("Set-Cookie", await sessions.save(session))
      .send("out");
  });
  return app;
}
