/**
 * CPU milliseconds within which hostile input of 16 KB has to be read. Linear readers need a tenth of it on any machine;
 * what is quadratic needs more.
 */
export const HOSTILE_MS = 250;

const TRIES = 3;

/**
 * The least CPU time, in milliseconds of this process, that `work` takes in a few tries that end when one stays below
 * `enough`. Wall time would also count what other processes do; figures about speed belong in bench/.
 */
export function cpu_milliseconds(work: () => unknown, enough = HOSTILE_MS): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && least >= enough; tries++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
