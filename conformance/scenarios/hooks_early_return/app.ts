import { abort, Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.before_request(function first() {
  log.push(`first, endpoint ${request.endpoint ?? "-"}`);
  const early = request.args.get("early");
  if (early === "text") return "early";
  if (early === "empty") return "";
  if (early === "tuple") return ["made", 201, { "X-Early": "yes" }] as const;
  if (early === "zero") return 0 as unknown as string;
  if (early === "raise") throw new Error("hook failed");
  if (early === "abort") abort(403);
  return undefined;
});

app.before_request(function second() {
  log.push("second");
});

app.after_request(function after(response) {
  log.push(`after ${response.status_code}`);
  return response;
});

app.teardown_request(function teardown(error) {
  log.push(`teardown ${error === null ? "none" : "error"}`);
});

app.get("/", function index() {
  log.push("view");
  return "view";
});
