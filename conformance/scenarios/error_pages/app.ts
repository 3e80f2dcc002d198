import { abort, Flask, HTTPException, Markup, Response } from "miniflask";
import { WWWAuthenticate } from "miniflask/datastructures";
import * as exceptions from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/<int:code>", function stop({ code }) {
  return abort(code);
});

class PaymentRequired extends HTTPException {
  static override readonly code = 402;
  static override readonly description = "pay first";
}

const raiser = (make: () => unknown) => () => {
  throw make();
};

for (const [name, make] of Object.entries({
  described: () => new exceptions.NotFound("no <such> page\nreally"),
  none: () => new exceptions.NotFound({ description: "" }),
  markup: () => new exceptions.BadRequest(new Markup("<b>bold</b>")),
  unauthorized: () =>
    new exceptions.Unauthorized({ www_authenticate: new WWWAuthenticate("basic", { realm: "r" }) }),
  methods: () => new exceptions.MethodNotAllowed(["GET", "PUT"]),
  range: () => new exceptions.RequestedRangeNotSatisfiable(100),
  retry: () => new exceptions.TooManyRequests({ retry_after: 30 }),
  "retry-date": () => new exceptions.ServiceUnavailable({ retry_after: new Date("2026-01-02T03:04:05Z") }),
  "own-response": () => new exceptions.Conflict({ response: new Response("as it is", 299) }),
  "own-class": () => new PaymentRequired(),
}))
  app.add_url_rule(`/${name}`, name, raiser(make));

export function attributes() {
  const error = new exceptions.NotFound("why");
  log.push(`${error.code} ${error.name} ${error.description} ${error}`);
  log.push(`${new exceptions.ImATeapot().name} ${exceptions.default_exceptions.get(503)?.name}`);
  // There is no KeyError to derive from; that it is a BadRequest counts.
  log.push(new exceptions.BadRequestKeyError("k") instanceof exceptions.BadRequest ? "True" : "False");
  log.push(`${error.get_response().status} ${error.get_headers()[0]?.[1]}`);
  const { SecurityError, ClientDisconnected, BadRequestKeyError } = exceptions;
  for (const error_class of [SecurityError, ClientDisconnected, BadRequestKeyError])
    log.push(`${error_class.name} ${error_class.code}`);
}
