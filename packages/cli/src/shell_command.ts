import { type REPLServer, start } from "node:repl";
import type { Readable, Writable } from "node:stream";
import type { Flask } from "@miniflask/core";

/** Where the shell reads and writes. */
export interface ShellStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * An interactive shell in the app's context, with the names of `app.make_shell_context()` and `await` at the top level.
 * Resolves when it is left (Ctrl-D or .exit).
 */
export async function run_shell(
  app: Flask,
  streams: ShellStreams = { input: process.stdin, output: process.stdout },
): Promise<void> {
  streams.output.write(banner(app));
  const ctx = app.app_context();
  await ctx.run(async () => {
    const shell = start({ ...streams, prompt: "> " });
    Object.assign(shell.context, app.make_shell_context());
    // Lines arrive from a stream, which knows nothing of the context: it is entered for each.
    const evaluate = shell.eval;
    Object.assign(shell, {
      eval: (...line: Parameters<REPLServer["eval"]>) => ctx.run(() => evaluate.apply(shell, line)),
    });
    await new Promise<void>((resolve) => shell.once("exit", resolve));
  });
}

function banner(app: Flask): string {
  const { node, v8 } = process.versions;
  return `Node ${node} (V8 ${v8}) on ${process.platform}\nApp: ${app.name}\nInstance: ${app.instance_path}\n`;
}
