import {
  Blueprint,
  Flask,
  g,
  type PathValues,
  type Response,
  redirect,
  render_template_string,
  request,
  session,
  url_for,
  type ViewReturn,
  wraps,
} from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "decorators";
const admin = new Blueprint("admin", import.meta.url, { url_prefix: "/admin" });

class LookupError extends Error {}

function login_required<F extends (...values: never[]) => ViewReturn>(view: F): F {
  return wraps(view, (...values) => (g.user === undefined ? redirect(url_for("login")) : view(...values)));
}

class Hooks {
  @app.before_request static load_user() {
    g.user = session.get("user");
  }

  @app.after_request static count(response: Response) {
    response.headers["X-Endpoint"] = request.endpoint ?? "none";
    return response;
  }

  @app.teardown_request static teardown() {
    log.push(`teardown ${request.path}`);
  }

  @app.context_processor static names() {
    return { user: g.user };
  }

  @app.template_filter("loud") static loud(text: string) {
    return `${text.toUpperCase()}!`;
  }

  @app.errorhandler(404) static not_found() {
    return ["not here", 404] as const;
  }
}

class Site {
  @app.route("/") static index() {
    return render_template_string("{{ 'hello'|loud }} {{ user or 'stranger' }}");
  }

  @app.route("/login", { methods: ["GET", "POST"] }) static login() {
    if (request.method === "POST") {
      session.user = request.form["name"];
      return redirect(url_for("private"));
    }
    return "log in";
  }

  @app.get("/private") @login_required static private() {
    return `private page of ${g.user}`;
  }

  @app.get("/users/<int:id>") static user({ id }: PathValues<"/users/<int:id>">) {
    return { id };
  }

  @app.route("/users/<int:id>", { methods: ["DELETE"] }) static delete_user() {
    return ["", 204] as const;
  }

  @app.get("/named", { endpoint: "other-name" }) static named() {
    return request.endpoint ?? "";
  }
}

class Admin {
  @admin.route("/") static home() {
    return `${request.blueprint} ${url_for(".home")}`;
  }

  @admin.get("/fail") static fail(): string {
    throw new LookupError("x");
  }

  @admin.errorhandler(LookupError) static lookup() {
    return ["admin handler", 400] as const;
  }
}

app.register_blueprint(admin);
export const registered = [Hooks, Site, Admin];
