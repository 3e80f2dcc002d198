import { FlaskGroup } from "./flask_group.ts";

/** Runs the command line `args` of `miniflask` (without node and script) and ends the process with its exit code. */
export function main(args: readonly string[]): Promise<void> {
  return new FlaskGroup({ name: "miniflask", help: "Serves and inspects miniflask applications." }).main(
    args,
  );
}
