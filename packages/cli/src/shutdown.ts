import type { RunningServer } from "@miniflask/core";

/** How long answers under way may take after Ctrl-C, in milliseconds. */
const LAST_ANSWERS_MS = 5_000;
/**
 * How long connections are still served, each with its last answer, before the port is closed: a request that
 * is on the wire when the signal comes must not meet a closed door.
 */
const GRACE_MS = 100;

/**
 * Serves until SIGINT (Ctrl-C), SIGTERM or the end of the reloader, then finishes what is under way. A second Ctrl-C does
 * not wait for that.
 */
export async function serve_until_stopped(server: RunningServer): Promise<void> {
  await stop_signal();
  process.once("SIGINT", () => process.exit(130));
  await server.close({ timeout: LAST_ANSWERS_MS, grace: GRACE_MS });
}

function stop_signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
    // The reloader's end closes the channel to it; a child that went on serving would keep the port.
    process.once("disconnect", () => resolve());
  });
}
