import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ProxyFix } from "miniflask/middleware";
import { create_app } from "./app.ts";

// One process of the site: `PORT=5001 SECRET_KEY=… node worker.ts`, with REDIS=redis://… for sessions in Redis.
const { PORT, SECRET_KEY, REDIS } = process.env;
if (!SECRET_KEY) throw new Error("SECRET_KEY is not set: every process needs the same one.");

const app = create_app({ secret_key: SECRET_KEY, redis: REDIS, process: String(process.pid) });
app.handle = ProxyFix(app.handle, { x_for: 1, x_proto: 1 }); // nginx names the client; nobody else can reach this port

// node's own server, since nginx writes the access log where one is wanted.
const server = createServer(app.request_listener);
server.listen(Number(PORT), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo; // listening on TCP: never a pipe's name
  console.log(`process ${process.pid} listens on ${port}`);
});
process.once("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
