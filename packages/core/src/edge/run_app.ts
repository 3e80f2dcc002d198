import { createHmac } from "node:crypto";
import { access_line } from "./access_log.ts";
import { type ErrorLog, guard_process } from "./process_guard.ts";
import {
  type IncomingMessage,
  type ListenerHost,
  type RunningServer,
  type ServeOptions,
  type ServerResponse,
  serve,
} from "./server.ts";

/** What `app.run` takes. */
export interface RunOptions {
  /** 127.0.0.1, or the host in SERVER_NAME, when absent. */
  readonly host?: string;
  /** The port in SERVER_NAME, or 5000, when absent; 0 takes any free one. */
  readonly port?: number;
  readonly debug?: boolean;
  /** Certificate and key, as PEM text, to serve https. */
  readonly ssl_context?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** node's own limits: `headersTimeout`, `requestTimeout`, `keepAliveTimeout`, `maxHeaderSize` … */
  readonly server_options?: ServeOptions["server_options"];
}

/** What is asked of an app that runs. */
export interface RunnableApp extends ListenerHost {
  readonly name: string;
  readonly logger: ErrorLog;
  debug: boolean;
  readonly config: { readonly SERVER_NAME: string | null };
  readonly secret_key: string | Uint8Array | null;
}

const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 5000;
/** Enough to see that a key is another one, too few to tell keys by. */
const FINGERPRINT_DIGITS = 8;

/**
 * Serves `app` until `close()`, prints where, and logs each request to stderr. While the `miniflask` command loads an app,
 * a call does nothing: the command starts the server itself.
 */
export async function run_app(app: RunnableApp, options: RunOptions = {}): Promise<RunningServer> {
  if (process.env.FLASK_RUN_FROM_CLI === "true") return ignored_run();
  if (options.debug !== undefined) app.debug = options.debug;
  const [name = "", name_port = ""] = (app.config.SERVER_NAME ?? "").split(":");
  const port = options.port ?? Number(name_port || DEFAULT_PORT);
  const server = await serve(app, {
    host: options.host ?? (name || DEFAULT_HOST),
    port,
    on_finish: log_access,
    ...(options.ssl_context ? { tls: options.ssl_context } : {}),
    ...(options.server_options ? { server_options: options.server_options } : {}),
  }).catch((error: Error) => {
    throw say_how_to_start(error, port);
  });
  const unguard = guard_process(app);
  print_banner(app, server.url);
  return { ...server, close: (how) => server.close(how).finally(unguard) };
}

/** The error of a port that is taken, with what to do about it in its message. */
function say_how_to_start(error: Error, port: number): Error {
  if ("code" in error && error.code === "EADDRINUSE")
    error.message = `Port ${port} is in use by another program. Stop that one, or take another port: app.run({ port: ${port + 1} }).`;
  return error;
}

function log_access(req: IncomingMessage, res: ServerResponse): void {
  const facts = {
    method: req.method,
    target: req.url,
    http_version: req.httpVersion,
    status: res.statusCode,
  };
  const remote_addr = req.socket.remoteAddress;
  process.stderr.write(`${access_line({ ...facts, remote_addr }, new Date())}\n`);
}

/** Flask's banner; tools wait for the line with the address. */
function print_banner(app: RunnableApp, url: string): void {
  const lines = [
    ` * Serving Flask app '${app.name}'`,
    ` * Debug mode: ${app.debug ? "on" : "off"}`,
    ...(app.debug ? [key_line(app.secret_key)] : []),
    "WARNING: This is a development server. Do not use it in a production deployment without a proxy in front of it.",
    ` * Running on ${url}`,
    "Press CTRL+C to quit",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (app.debug && process.env.NODE_ENV === "production") {
    process.stderr.write("WARNING: Debug mode is on and NODE_ENV is production. Unset one of the two.\n");
  }
}

/** Shows whether the key stayed the same since the last start, and nothing of the key. */
function key_line(key: RunnableApp["secret_key"]): string {
  if (key === null || key.length === 0) {
    return " * SECRET_KEY is not set: session and flash need one (`miniflask secret` makes it)";
  }
  const fingerprint = createHmac("sha256", key).update("miniflask key fingerprint").digest("hex");
  return ` * SECRET_KEY fingerprint: ${fingerprint.slice(0, FINGERPRINT_DIGITS)}`;
}

function ignored_run(): RunningServer {
  process.stderr.write(
    " * Ignoring a call to 'app.run()': the 'miniflask' command starts the server itself.\n",
  );
  return { url: "", port: 0, close: () => Promise.resolve() };
}
