import { randomBytes } from "node:crypto";
import { create_app } from "./app.ts";
import { start_legacy } from "./legacy_server.ts";

const secret_key = process.env.SECRET_KEY || randomBytes(32).toString("hex");
const legacy = await start_legacy(process.env.MINIFLASK_PYTHON ?? "python3", secret_key);
const port = Number(process.env.PORT ?? 5000);
const server = await create_app({ legacy: legacy.url, secret_key })
  .run({ port })
  .catch(async (error) => {
    await legacy.stop(); // A port that is taken must not leave Flask running.
    throw error;
  });
console.log(`Behind it: Flask on ${legacy.url}. Log in as ada, with the password lovelace.`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await server.close();
    await legacy.stop();
  });
}
