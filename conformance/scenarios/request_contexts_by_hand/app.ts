import {
  current_app,
  Flask,
  g,
  has_request_context,
  type Request,
  request,
  SecureCookieSessionInterface,
  session,
  url_for,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class PathAwareSessionInterface extends SecureCookieSessionInterface {
  override get_cookie_name(app: Flask) {
    if (request.url.endsWith("dynamic_cookie")) return "dynamic_cookie_name";
    return super.get_cookie_name(app);
  }
}

class FailingSessionInterface extends SecureCookieSessionInterface {
  override open_session(app: Flask, request: Request) {
    if (request.path === "/fail") throw new Error("no store");
    return super.open_session(app, request);
  }
}

app.secret_key = "secret_key";
app.session_interface = new PathAwareSessionInterface();
const failing = new Flask("failing");
failing.session_interface = new FailingSessionInterface();

const text = (exception: unknown) => (exception === null ? "None" : (exception as Error).message);

app.teardown_request(function end_of_request(exception) {
  log.push(`end ${text(exception)}`);
});

failing.teardown_request(function failing_end(exception) {
  log.push(`failing end ${text(exception)}`);
});

app.get("/set")(function set_session() {
  session["value"] = request.args["v"];
  return "ok";
});

app.get("/set_dynamic_cookie")(function set_dynamic() {
  session["value"] = "dynamic";
  return "ok";
});

app.get("/get")(function get_session() {
  return `${session.get("value") ?? "None"}`;
});

app.get("/get_dynamic_cookie")(function get_dynamic() {
  return `${session.get("value") ?? "None"}`;
});

export async function teardown_on_pop() {
  await app.test_request_context().run(() => {
    log.push("in");
  });
}

export async function teardown_with_previous_exception() {
  try {
    throw new Error("dummy");
  } catch {}
  await app.test_request_context().run(() => {
    log.push("in");
  });
}

export async function teardown_with_handled_exception() {
  await app.test_request_context().run(() => {
    try {
      throw new Error("dummy");
    } catch {}
  });
}

export async function teardown_with_unhandled_exception() {
  await app.test_request_context().run(() => {
    throw new Error("escapes");
  });
}

export async function proper_test_request_context() {
  const web = new Flask("web", { subdomain_matching: true });
  web.config.update({ SERVER_NAME: "localhost.localdomain:5000" });
  web.route("/")(function index() {
    return null as never;
  });
  web.route("/", { subdomain: "foo" })(function sub() {
    return null as never;
  });
  const out: unknown[] = [];
  await web.test_request_context("/").run(() => {
    out.push(url_for("index", { _external: true }));
    out.push(url_for("sub", { _external: true }));
    out.push(request.endpoint);
  });
  await web.test_request_context({ base_url: "http://foo.localhost.localdomain:5000" }).run(() => {
    out.push(request.endpoint);
    out.push(url_for("index"));
  });
  await web.test_request_context("/?a=1", { subdomain: "foo" }).run(() => {
    out.push(request.endpoint, request.host, request.args["a"]);
  });
  web.config["SERVER_NAME"] = "localhost";
  await web.test_request_context("/", { environ_base: { SERVER_NAME: "localhost" } }).run(() => {
    out.push(request.host);
  });
  web.config["SERVER_NAME"] = "localhost:80";
  await web.test_request_context("/").run(() => {
    out.push(request.url);
  });
  return out;
}

export async function context_binding() {
  const index = () => `Hello ${request.args["name"]}!`;
  const meh = () => request.url;
  const out: unknown[] = [];
  out.push(await app.test_request_context("/?name=World").run(index));
  out.push(await app.test_request_context("/meh").run(meh));
  out.push(has_request_context());
  return out;
}

export async function context_test() {
  const out: unknown[] = [has_request_context()];
  const ctx = app.test_request_context();
  await ctx.run(() => {
    out.push(has_request_context(), current_app.name === app.name, request.path);
  });
  out.push(has_request_context());
  return out;
}

export async function session_error_pops_context() {
  try {
    await failing.test_client().get("/fail");
  } catch (e) {
    log.push(`raised ${(e as Error).message}`);
  }
  return [has_request_context()];
}

export async function session_error_status() {
  return (await failing.test_client().get("/fail")).status;
}

export async function session_in_context() {
  return await app.test_request_context("/get").run(() => {
    session["a"] = [1];
    g.b = 2;
    return [session["a"], "a" in session, session.new, session.modified, g.b, [...session].length];
  });
}

export async function environ_for_valid_idna() {
  try {
    return [(await app.test_client().get("/echo", { headers: { Host: "ąśźäüжŠßя.com" } })).status];
  } catch {
    return ["refused"];
  }
}

app.get("/echo")(function echo() {
  return request.host;
});
