import { execFileSync } from "node:child_process";
import { Blueprint, Flask, render_template_string } from "@miniflask/core";
import { CSRFProtect } from "@miniflask/core/csrf";
import { PYTHON } from "../../../../../tests/support/require.ts";

export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly data?: Record<string, string>;
  /** A body of another kind, whose type stands in the headers. */
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly base_url?: string;
}

export interface Exchange {
  readonly answers: readonly (readonly [status: number, text: string])[];
  readonly cookie: string | null;
}

/** The app of flask_wtf_app.py, here. */
export function protected_app(config: Record<string, unknown> = {}): Flask {
  const app = new Flask(import.meta.dirname);
  app.secret_key = "shared by both runtimes";
  app.config.update(config);
  const csrf = new CSRFProtect(app);
  const hooks = new Blueprint("hooks", import.meta.url);
  app.get("/token", { endpoint: "token" }, () =>
    render_template_string("{{ csrf_token() }} {{ csrf_meta_tag() }}"),
  );
  app.post("/change", { endpoint: "change" }, () => "changed");
  app.route("/other", { methods: ["PUT", "PATCH", "DELETE"], endpoint: "other" }, () => "changed");
  app.post(
    "/free",
    csrf.exempt(function free() {
      return "free";
    }),
  );
  hooks.post("/hook", { endpoint: "hook" }, () => "hooked");
  csrf.exempt(hooks);
  app.register_blueprint(hooks);
  return app;
}

/** Plays requests at the app here. */
export async function play_here(
  config: Record<string, unknown>,
  requests: readonly Visit[],
  cookie: string | null = null,
): Promise<Exchange> {
  const app = protected_app(config);
  const answers: [number, string][] = [];
  let kept = cookie;
  for (const { method, path, body, data = body, headers = {}, base_url = "http://localhost" } of requests) {
    const client = app.test_client({ use_cookies: false });
    const all_headers = kept === null ? headers : { ...headers, Cookie: `session=${kept}` };
    const answer = await client.open(path, {
      method,
      base_url,
      headers: all_headers,
      ...(data ? { data } : {}),
    });
    for (const line of answer.headers.getlist("Set-Cookie"))
      kept = /^session=([^;]*)/.exec(line)?.[1] ?? kept;
    answers.push([answer.status_code, answer.text]);
  }
  return { answers, cookie: kept };
}

/** Plays them at the Flask app. */
export function play_flask(
  config: Record<string, unknown>,
  requests: readonly Visit[],
  cookie: string | null = null,
): Exchange {
  const script = new URL("flask_wtf_app.py", import.meta.url).pathname;
  const input = `${JSON.stringify({ config, requests, cookie })}\n`;
  return JSON.parse(execFileSync(PYTHON, [script], { input, encoding: "utf8" }));
}
