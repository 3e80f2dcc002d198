import { Flask, HTTPException, json, request } from "miniflask";
import { BadRequestKeyError } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.debug = true;

const word = (value: unknown) => (value ? "True" : "False");

app.errorhandler(HTTPException, function as_json(error) {
  const response = error.get_response();
  const { code, name, description } = error;
  response.data = json.dumps({ code, name, description });
  response.content_type = "application/json";
  return response;
});

app.post("/form", function form() {
  return request.form["user"]! + request.args["p'age"];
});

app.get("/<int:n>", function numbers({ n }) {
  return String(n);
});

app.get("/given", function given() {
  const error = new BadRequestKeyError("k");
  log.push(`${word(error.show_exception)} ${error.description}`);
  error.show_exception = true;
  log.push(String(error.description));
  log.push(String(error));
  error.description = "own";
  log.push(`${error.description} | ${error.get_description()}`);
  error.show_exception = false;
  log.push(`${error.description} | ${error}`);
  throw new BadRequestKeyError("<k>", { description: "a <b>" });
});

export function off() {
  app.debug = false;
}

export function trap() {
  app.config.TRAP_BAD_REQUEST_ERRORS = true;
}
