import { abort, Flask, g, HTTPException, redirect, request, session, url_for } from "miniflask";
import { BadRequest, Forbidden, InternalServerError, NotFound } from "miniflask/exceptions";
import { RequestRedirect } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "x";

const type = (value: unknown) =>
  value === null || value === undefined ? "NoneType" : (value as object).constructor.name;
const py = (value: unknown) => (value === null ? "None" : value ? "True" : "False");

class E1 extends Error {}
class E3 extends E1 {}

function precedence(kind: string) {
  const site = new Flask(`precedence_${kind}`);
  site.config["PROPAGATE_EXCEPTIONS"] = false;
  site.errorhandler(Error)(function e(error) {
    return `Exception ${type(error)}`;
  });
  if (kind !== "exception") {
    site.errorhandler(HTTPException)(function h(error) {
      return `HTTPException ${error.code}`;
    });
  }
  if (kind === "code") {
    site.errorhandler(404)(function c(_error) {
      return "404";
    });
  }
  site.route("/E1")(function raise_e1(): string {
    throw new E1();
  });
  site.route("/E3")(function raise_e3(): string {
    throw new E3();
  });
  return site;
}

app.before_request(function before() {
  g.something = "value";
  log.push(`before ${request.endpoint ?? "None"} ${type(request.routing_exception)}`);
});

app.after_request(function after(response) {
  response.headers["X-Something"] = g.something;
  if ("fail_after" in request.args) throw new E1("in after");
  return response;
});

app.teardown_request(function teardown(exc) {
  log.push(`teardown ${type(exc)}`);
});

app.errorhandler(404)(function not_found(_e) {
  return [`something ${g.something}`, 404];
});

app.errorhandler(500)(function server_error(e) {
  return [`500 ${type(e)} ${type(e.original_exception)}`, 500];
});

app.errorhandler(Forbidden)(function forbidden(_e) {
  return ["forbidden", 403];
});

class ForbiddenSubclass extends Forbidden {}

app.errorhandler(ForbiddenSubclass)(function banana_split(e) {
  return `banana ${String(e.description).slice(0, 3)}`;
});

class MyError extends Error {}

app.errorhandler(MyError)(function handle_my(_e) {
  log.push("my");
  if ("again" in request.args) throw new E1("while handling");
  if ("redirect" in request.args) return redirect(url_for("ok"));
  return "42";
});

app.route("/ok")(function ok() {
  return "ok";
});

app.route("/raise/<what>")(function raise_it({ what }) {
  session["last"] = what;
  if (what === "forbidden") abort(403);
  if (what === "subclass") throw new ForbiddenSubclass("sub");
  if (what === "my") throw new MyError("x");
  if (what === "server") throw new InternalServerError();
  if (what === "server-original") throw new InternalServerError({ original_exception: new E1("inner") });
  if (what === "redirect") throw new RequestRedirect("http://localhost/ok");
  if (what === "notfound") throw new NotFound("own description");
  if (what === "key") return request.form["missing_key"]!;
  if (what === "abort-response") abort(redirect("/ok"));
  if (what === "bad") throw new BadRequest();
  throw new E1("boom");
});

export async function lookups() {
  const out: string[] = [];
  for (const kind of ["exception", "http", "code"]) {
    const client = precedence(kind).test_client();
    for (const path of ["/E1", "/E3", "/nope"]) {
      const rv = await client.get(path);
      out.push(`${kind} ${path} ${rv.status_code} ${rv.get_data({ as_text: true }).slice(0, 40)}`);
    }
  }
  return out;
}

export async function key_errors() {
  const out: string[] = [];
  for (const debug of [false, true]) {
    for (const trap of [null, false, true]) {
      const site = new Flask("keys");
      site.config.update({ DEBUG: debug, TRAP_BAD_REQUEST_ERRORS: trap, PROPAGATE_EXCEPTIONS: false });
      site.route("/key")(function fail() {
        return request.form["missing_key"]!;
      });
      site.route("/abort")(function bad(): string {
        abort(400);
      });
      const client = site.test_client();
      for (const path of ["/key", "/abort"]) {
        const rv = await client.get(path);
        out.push(`${py(debug)} ${py(trap)} ${path} ${rv.status_code} ${py(rv.text.includes("missing_key"))}`);
      }
    }
  }
  return out;
}

export async function trapping() {
  const site = new Flask("trap");
  site.config["TRAP_HTTP_EXCEPTIONS"] = true;
  site.config["TESTING"] = true;
  log.push("trap");
  site.route("/fail")(function fail(): string {
    abort(404);
  });
  try {
    return [(await site.test_client().get("/fail")).status_code];
  } catch (e) {
    return [`raised ${(e as NotFound).code}`];
  }
}

export async function teardowns() {
  const site = new Flask("teardowns");
  site.config["PROPAGATE_EXCEPTIONS"] = false;
  site.teardown_request(function first(exc) {
    log.push(`first ${type(exc)}`);
    try {
      throw new TypeError();
    } catch {}
  });
  site.teardown_request(function second(exc) {
    log.push(`second ${type(exc)}`);
  });
  site.route("/")(function fails(): string {
    throw new E1();
  });
  const rv = await site.test_client().get("/");
  return [rv.status_code, rv.get_data({ as_text: true }).includes("Internal Server Error")];
}

export async function stored_last() {
  const site = new Flask("stored");
  site.secret_key = "y";
  site.after_request(function modify(response) {
    session["foo"] = 42;
    return response;
  });
  site.route("/")(function dump() {
    return `${session.get("foo") ?? "None"}`;
  });
  const client = site.test_client();
  return [(await client.get("/")).text, (await client.get("/")).text];
}
