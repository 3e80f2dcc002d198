import { abort, Flask, flash, type Response, request, session } from "miniflask";
import { SessionDict, SessionInterface } from "miniflask/sessions";

export const log: string[] = [];

const store = new Map<string, Record<string, unknown>>();
const list = (names: Iterable<string>) =>
  `[${[...names]
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;

class OwnInterface extends SessionInterface {
  override open_session() {
    const mode = request.args.get("open");
    if (mode === "none") return null;
    if (mode === "fail") throw new Error("cannot open");
    if (mode === "abort") abort(503, "no sessions");
    log.push(`open ${request.endpoint ?? "None"} ${request.path}`);
    return new SessionDict(store.get(request.cookies.get("own") ?? "") ?? {});
  }

  override save_session(_app: unknown, saved: SessionDict, sent: unknown) {
    const response = sent as Response;
    log.push(`save ${list(saved.keys())} ${response.status_code}`);
    if (request.args.get("save") === "fail") throw new Error("cannot save");
    if ([...saved.keys()].length === 0) {
      response.delete_cookie("own");
      return;
    }
    store.set("k", Object.fromEntries(saved.items()));
    response.set_cookie("own", "k", { httponly: true });
  }
}

export const app = new Flask(import.meta.url);
app.session_interface = new OwnInterface();

app.get("/", function index() {
  session.n = session.get("n", 0) + 1;
  return String(session.n);
});

app.get("/read", function read() {
  return String(session.get("n") ?? "None");
});

app.get("/flash", function flashing() {
  flash("x");
  const pairs = session._flashes.map(([category, message]: string[]) => `('${category}', '${message}')`);
  return `[${pairs.join(", ")}]`;
});

app.get("/clear", function clear() {
  session.clear();
  return "cleared";
});

app.after_request(function after(response) {
  log.push(`after ${response.status_code}`);
  return response;
});

app.errorhandler(500, function failed(error) {
  const { original_exception } = error as unknown as { original_exception: Error };
  log.push(`failed ${original_exception.message.split(".")[0]}`);
  return ["failed", 500];
});

app.errorhandler(503, (error) => [`503 ${error.description}`, 503]);

app.teardown_request((error) => {
  log.push(`teardown ${error instanceof Error ? error.message.split(".")[0] : "None"}`);
});
