import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { program } from "./child.ts";
import { type SiteOptions, start_site } from "./site.ts";

const CONNECTIONS = 32;
const WARM_UP = 2;
const SECONDS = 5;
const KINDS: readonly SiteOptions[] = (["cookie", "redis"] as const).flatMap((sessions) =>
  [1, 2].map((processes) => ({ sessions, processes })),
);

/** Prints requests per second through nginx, of a visitor who is logged in, for each kind of session. Needs `wrk`. */
export async function bench(): Promise<void> {
  const cores = availableParallelism();
  console.log(
    `GET / of a visitor who is logged in: ${CONNECTIONS} connections for ${SECONDS} s on ${cores} cores,`,
  );
  console.log("of which nginx, Redis and wrk itself take their part.");
  for (const kind of KINDS) {
    const rate = await requests_per_second(kind);
    console.log(`${kind.sessions} sessions, ${kind.processes} process(es): ${Math.round(rate)} requests/s`);
  }
}

async function requests_per_second(kind: SiteOptions): Promise<number> {
  const site = await start_site(kind);
  try {
    const cookie = await log_in(site.url);
    await wrk(site.url, cookie, WARM_UP);
    return await wrk(site.url, cookie, SECONDS);
  } finally {
    await site.stop();
  }
}

/** The session's cookie of a visitor who logged in. */
export async function log_in(url: string, user = "ada"): Promise<string> {
  const answer = await fetch(`${url}/login`, {
    method: "POST",
    body: new URLSearchParams({ user }),
    redirect: "manual",
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (answer.status !== 302 || cookie === undefined)
    throw new Error(`the log-in was answered ${answer.status}`);
  return cookie;
}

async function wrk(url: string, cookie: string, seconds: number): Promise<number> {
  const load = [
    "-t",
    "1",
    "-c",
    String(CONNECTIONS),
    "-d",
    `${seconds}s`,
    "-H",
    `Cookie: ${cookie}`,
    `${url}/`,
  ];
  const { stdout } = await promisify(execFile)(program("wrk"), load);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined || /Non-2xx|Socket errors/.test(stdout))
    throw new Error(`not every request was answered:\n${stdout}`);
  return Number(rate);
}
