import { AppGlobals, current_app, Flask, g, Request, type Response, request, session } from "miniflask";
import { request_finished } from "miniflask/signals";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "k";
const seen: Keeper[] = [];

const word = (value: boolean) => (value ? "True" : "False");
const list = (values: Iterable<string>) =>
  `[${[...values]
    .sort()
    .map((value) => `'${value}'`)
    .join(", ")}]`;

class Keeper {
  readonly request: Request;
  constructor(kept: Request) {
    this.request = kept;
  }
  path() {
    return this.request.path;
  }
}

app.get("/<name>", function page({ name }) {
  const real = current_app._get_current_object();
  // Equality cannot be overloaded: that the proxy is the same app, only the real object tells.
  log.push(
    `${word(real === app)} ${word(current_app === app)} ${word(current_app._get_current_object() === app)}`,
  );
  const first = request._get_current_object();
  log.push(
    `${word(first.constructor === Request)} ${word(first === request._get_current_object())} ${word(first === request)} ${first.path}`,
  );
  session.a = name;
  const plain_session = session._get_current_object();
  plain_session["b"] = 2;
  g.x = 1;
  const globals = g._get_current_object();
  globals.y = 2;
  log.push(`${list(session.keys())} ${list(g)} ${word(globals.constructor === AppGlobals)}`);
  seen.push(new Keeper(first));
  return name;
});

export function kept() {
  log.push(seen.map((keeper) => keeper.path()).join(" "));
  for (const [label, proxy] of [
    ["request", request],
    ["current_app", current_app],
    ["g", g],
    ["session", session],
  ] as const) {
    try {
      (proxy as { _get_current_object(): object })._get_current_object();
    } catch {
      log.push(`no ${label}`);
    }
  }
}

const told = (_sender: object, { response }: { response: Response }) => {
  log.push(`told ${response.status_code}`);
};

export async function connect() {
  await app.app_context().run(() => {
    request_finished.connect(told, current_app._get_current_object());
    log.push(word(request_finished.has_receivers_for(app)));
  });
}

export function disconnect() {
  request_finished.disconnect(told, app);
}
