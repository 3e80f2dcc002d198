import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, resolve } from "node:path";
import type { Flask, RunningServer, RunOptions } from "@miniflask/core";
import { z } from "zod";
import type { AppSource } from "./app_source.ts";
import { CommandError } from "./command_error.ts";
import { is_reloaded, run_with_reloader } from "./reloader.ts";
import { serve_until_stopped } from "./shutdown.ts";

const HIGHEST_PORT = 65_535;

const paths = z
  .string()
  .transform((text) => text.split(delimiter).filter((path) => path !== ""))
  .default([]);

/** What the options of `miniflask run` may hold; they come as text. */
const RunArguments = z.object({
  host: z.string().min(1, "--host is empty"),
  port: z.coerce
    .number("--port takes a number")
    .int("--port takes a whole number")
    .min(0, "--port takes a number from 0 up")
    .max(HIGHEST_PORT, `--port takes a number up to ${HIGHEST_PORT}`),
  cert: z.string().optional(),
  key: z.string().optional(),
  reload: z.boolean().optional(),
  extraFiles: paths,
  excludePatterns: paths,
});

type RunArguments = z.infer<typeof RunArguments>;

/** Serves an app until Ctrl-C; in debug (or with --reload) anew whenever a source file changes. */
export async function run_command(options: unknown, source: AppSource): Promise<void> {
  const args = parse_arguments(options);
  if ((args.reload ?? source.debug) && !is_reloaded()) return run_reloading(args, source);
  await serve_until_stopped(await start(await source.load_app(), args));
}

function parse_arguments(options: unknown): RunArguments {
  const parsed = RunArguments.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new CommandError(parsed.error.issues.map(({ message }) => message).join("\n"));
}

async function run_reloading(args: RunArguments, source: AppSource): Promise<void> {
  const { folder, dotenv_names } = source;
  // Without a file there is nothing to wait for: the error says so at once instead of at each start.
  if (folder === undefined) return void (await source.load_app());
  return run_with_reloader({
    folders: [...new Set([process.cwd(), folder])],
    extra_files: args.extraFiles.map((path) => resolve(path)),
    exclude_patterns: args.excludePatterns,
    dotenv_names,
    // A free port is chosen once, as in Flask: a page that is open is there after the restart.
    args: args.port === 0 ? ["--port", String(await free_port(args))] : [],
  });
}

async function free_port(args: RunArguments): Promise<number> {
  const probe = createServer().listen(0, args.host);
  await once(probe, "listening").catch((error) => {
    throw explain_start_error(error, args);
  });
  const { port } = probe.address() as AddressInfo; // listening on an address, not on a pipe
  probe.close();
  await once(probe, "close");
  return port;
}

async function start(app: Flask, args: RunArguments): Promise<RunningServer> {
  try {
    return await app.run({ host: args.host, port: args.port, ...tls_options(args) });
  } catch (error) {
    throw explain_start_error(error, args);
  }
}

const NO_ADHOC =
  '"--cert adhoc" is not there: Node makes no certificates. "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem ' +
  '-out cert.pem -subj /CN=localhost" makes one, for "--cert cert.pem --key key.pem".';

function tls_options({ cert, key }: RunArguments): Pick<RunOptions, "ssl_context"> {
  if (cert === undefined && key === undefined) return {};
  if (cert === "adhoc" && key === undefined) throw new CommandError(NO_ADHOC);
  if (cert === undefined) throw new CommandError('"--cert" must also be specified.');
  if (key === undefined) throw new CommandError('"--key" is required when using "--cert".');
  return { ssl_context: { cert: read_pem(cert), key: read_pem(key) } };
}

function read_pem(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new CommandError(`There is no file ${path} that could be read.`);
  }
}

function explain_start_error(error: unknown, { host, port }: RunArguments): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new CommandError(
        `Address already in use\nPort ${port} is in use by another program. Either identify and stop that program, ` +
          "or start the server with a different port (--port, or FLASK_RUN_PORT).",
        1,
      );
    case "EACCES":
      return new CommandError(
        `Port ${port} may not be used by this user; ports below 1024 often need more rights.`,
        1,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new CommandError(`${host} is no address of this machine (--host, or FLASK_RUN_HOST).`, 1);
    default:
      return error;
  }
}
