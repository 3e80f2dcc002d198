import { Blueprint, Flask, url_for } from "miniflask";
import { BuildError } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp/<tenant>" });

const list = (values: object) =>
  `[${Object.keys(values)
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;
const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

function attempt(endpoint: string, values: Record<string, unknown> = {}) {
  try {
    return `${url_for(endpoint, values)}\n`;
  } catch (error) {
    if (!(error instanceof BuildError)) return "other error\n";
    return `${error.message}|${error.endpoint}|${list(error.values)}|${word(error.method)}|${word(error.suggested?.endpoint)}\n`;
  }
}

app.get("/users/<int:id>", function user() {
  return "user";
});

app.post("/users/<int:id>/edit", function edit() {
  return "edit";
});

bp.get("/page/<any(a,b):kind>", function page() {
  return (
    attempt("page") +
    attempt(".page", { kind: "a" }) +
    attempt("bp.page", { tenant: "t", kind: "c" }) +
    attempt(".user", { id: 1 }) +
    attempt("user", { id: "x" })
  );
});

app.register_blueprint(bp);

app.get("/all", function all() {
  return [
    attempt("user"),
    attempt("user", { id: null }),
    attempt("user", { ID: 3 }),
    attempt("usr", { id: 3 }),
    attempt("edit", { id: 3 }),
    attempt("edit", { id: 3, _method: "GET" }),
    attempt("edit", { id: 3, _method: "POST" }),
    attempt("bp.page", { kind: "a" }),
    attempt("bp.pag", { kind: "a", tenant: "x" }),
    attempt("page"),
    attempt(".user", { id: 4 }),
    attempt("completely_different"),
    attempt("user", { id: 3, _scheme: "https", _external: false }),
    attempt("user", { id: 3, _scheme: "ftp" }),
    attempt("user", { id: 3, _anchor: "" }),
    attempt("user", { id: 3, _anchor: "ü?#/" }),
    attempt("user", { id: 3, q: ["a", "b"], n: null, t: true, f: 1.5, e: "", u: "ü &=" }),
    attempt("user", { id: -1 }),
    attempt("user", { id: true }),
    attempt("static", { filename: "../x y.css", v: 2 }),
    attempt("bp.page", { tenant: "a/b", kind: "b" }),
  ].join("");
});

class ZeroDivisionError extends Error {}

app.get("/handled", function handled() {
  return (
    attempt("first") +
    attempt("second", { id: 5, _anchor: "a", _method: "PUT" }) +
    attempt("third", { id: 1 }) +
    attempt("other", { _external: true })
  );
});

app.get("/broken", function broken() {
  try {
    return url_for("broken", { _scheme: "https" });
  } catch (error) {
    return (error as Error).message;
  }
});

export function add_handlers() {
  app.url_build_error_handlers.push(
    (_error, endpoint, values) => {
      log.push(`one ${endpoint} ${list(values)}`);
      return endpoint === "first" ? "/from/one" : null;
    },
    (error, endpoint, values) => {
      log.push(
        `two ${endpoint} ${word(values["_external"])} ${word(values["_anchor"])} ${word(values["_method"])} ${word(values["_scheme"])}`,
      );
      if (endpoint === "second") return `/from/two/${values["id"]}`;
      if (endpoint === "other") throw new BuildError("changed", {}, "GET");
      if (endpoint === "broken") throw new ZeroDivisionError("in handler");
      throw error;
    },
  );
}
