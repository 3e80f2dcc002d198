import { parseArgs } from "node:util";
import { bench } from "./bench.ts";
import { start_site } from "./site.ts";

const { values } = parseArgs({
  options: {
    processes: { type: "string", default: "2" },
    sessions: { type: "string", default: "redis" },
    port: { type: "string", default: "8000" },
    bench: { type: "boolean", default: false },
  },
});

if (values.bench) await bench();
else await serve();

async function serve(): Promise<void> {
  const { sessions } = values;
  if (sessions !== "redis" && sessions !== "cookie") throw new Error("--sessions is redis or cookie");
  const site = await start_site({ processes: Number(values.processes), sessions, port: Number(values.port) });
  console.log(`nginx on ${site.url}, before ${site.workers.join(" and ")}, with ${sessions} sessions.`);
  console.log(`Log in:  curl -c jar -d user=ada ${site.url}/login`);
  console.log(`Ask:     curl -b jar ${site.url}/     (twice: the process changes, the user stays)`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => site.stop());
}
