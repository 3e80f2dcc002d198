import { Blueprint, Flask, type HTTPException, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });

app.before_request(() => {
  log.push(`endpoint ${request.endpoint ?? "None"}`);
  log.push(`blueprint ${request.blueprint ?? "None"}, ${request.blueprints.length}`);
  log.push(`rule ${request.url_rule?.rule ?? "None"}`);
  const names = request.view_args && Object.keys(request.view_args).sort();
  log.push(`args ${names === null ? "None" : `[${names.map((name) => `'${name}'`).join(", ")}]`}`);
  const error = request.routing_exception as HTTPException | null;
  log.push(`error ${error?.code ?? "None"}`);
  log.push(`form ${request.form.length}`);
});

app.get("/user/<int:id>", function user() {
  return "user";
});

bp.get("/page", function page() {
  return "page";
});

app.register_blueprint(bp);
