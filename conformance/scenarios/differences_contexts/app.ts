import { DefaultJSONProvider, Flask, g, has_app_context, request, session } from "miniflask";
import { FlaskGroup } from "miniflask/cli";

export const log: string[] = [];

class Shouting extends DefaultJSONProvider {
  override dumps(...args: Parameters<DefaultJSONProvider["dumps"]>) {
    return super.dumps(...args).replace("quiet", "LOUD");
  }
}

class Shouter extends Flask {
  override json_provider_class = Shouting;
}

export const app = new Shouter(import.meta.url);
app.secret_key = "contexts";

class Point {
  x = 1;
}

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

const word = (value: unknown) => (value === undefined ? "nothing" : String(value));

app.get("/pop_absent", function pop_absent() {
  const popped = {
    g: () => g.pop("absent"),
    session: () => session.pop("absent"),
    last: () => session.popitem(),
  };
  return Object.fromEntries(Object.entries(popped).map(([name, act]) => [name, word(attempt(act))]));
});

app.get("/instance_kept", function instance_kept() {
  session.point = new Point();
  return "kept";
});

app.get("/names_of_methods", function names_of_methods() {
  const assigned = (values: Record<string, unknown>, name: string, value: unknown) =>
    attempt(() => {
      values[name] = value;
      return values[name];
    });
  return { session: word(assigned(session, "keys", 1)), g: word(assigned(g, "pop", 2)) };
});

app.get("/large_session", function large_session() {
  session.list = Array.from({ length: 4000 }, (_, index) => String(2000 + index));
  return "sent";
});

app.get("/provider_of_sessions", function provider_of_sessions() {
  session.word = "quiet";
  return { word: "quiet" };
});

app.get("/forgotten_return", function forgotten_return() {
  return "answer";
});

app.after_request((response) =>
  request.path === "/forgotten_return" ? (undefined as unknown as typeof response) : response,
);

app.errorhandler(500, () => ["handled", 500]);

app.cli.command("bare", { with_appcontext: false }, () => {
  log.push(`has a context: ${has_app_context() ? "True" : "False"}`);
});

const cli = new FlaskGroup({ create_app: () => app });

export async function command_without_context() {
  await cli.main(["bare"], { standalone_mode: false });
}

export async function large_session_in_debug_mode() {
  app.debug = true;
  try {
    return (await app.test_client().get("/large_session")).text;
  } catch (error) {
    return (error as Error).constructor.name;
  } finally {
    app.debug = false;
  }
}

export function nameless_view() {
  const own = new Flask("own");
  return attempt(() => own.get("/")(() => "") && Object.keys(own.view_functions));
}

async function dispatched(context?: ReturnType<typeof app.test_request_context>) {
  try {
    const answer = await app.full_dispatch_request(context as NonNullable<typeof context>);
    return answer.get_data({ as_text: true });
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

export async function dispatch_by_hand() {
  const context = app.test_request_context("/provider_of_sessions");
  return context.run(async () => [await dispatched(), await dispatched(context)]);
}

export function members_of_an_app() {
  const names =
    "ensure_sync async_to_sync wsgi_app auto_find_instance_path should_ignore_error update_template_context default_config";
  const tables = "before_request_funcs error_handler_spec shell_context_processors";
  return Object.fromEntries(`${names} ${tables}`.split(" ").map((name) => [name, name in app]));
}
