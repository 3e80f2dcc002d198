import type { StandaloneSessions } from "@miniflask/session";
import fastify, { type FastifyInstance } from "fastify";

/** A Flask session in Fastify: opened, used, saved. */
export function create_fastify_app(sessions: StandaloneSessions): FastifyInstance {
  const app = fastify();

  app.get("/visit", async (request, reply) => {
    const session = await sessions.open(request.headers.cookie);
    session.visits = (session.visits ?? 0) + 1;
    return reply.header("Set-Cookie", await sessions.save(session)).send(`visit ${session.visits}`);
  });

  app.get("/logout", async (request, reply) => {
    const session = await sessions.open(request.headers.cookie);
    session.clear();
    reply.header("Set-Cookie", "theme=dark; Path=/");
    return reply.header("Set-Cookie", await sessions.save(session)).send("out");
  });
  return app;
}
