import { expect, test } from "vitest";
import { WWWAuthenticate } from "../../src/data/www_authenticate.ts";
import * as door from "../../src/exceptions.ts";
import { Response } from "../../src/wire/response.ts";
import recorded from "../fixtures/werkzeug_errors.json" with { type: "json" };

const { abort, Aborter, BadRequest, BadRequestKeyError, default_exceptions, HTTPException, NotFound } = door;

/** What `action` throws. */
function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

test.each(recorded)(
  "$class reads and answers as in Werkzeug",
  ({ class: name, code, name: phrase, text, body, headers }) => {
    const error_class = Reflect.get(door, name) as typeof HTTPException; // the fixture names classes of this door
    const error = new error_class();
    expect(error).toBeInstanceOf(Error);
    expect([error.code, error.name, error.message, String(error)]).toEqual([code, phrase, text, text]);
    expect(error.get_body()).toBe(body);
    expect(error.get_headers()).toEqual(headers);
    expect(error.get_response().get_data({ as_text: true })).toBe(body);
    expect(error.get_response().status_code).toBe(code ?? 200);
  },
);

test("each code has the class that Werkzeug gives it", () => {
  const classes = recorded.filter(
    ({ code, class: name }) =>
      code !== null &&
      !["BadRequestKeyError", "ClientDisconnected", "SecurityError", "BadHost"].includes(name),
  );
  expect(new Map(classes.map((item) => [item.code, item.class]))).toEqual(
    new Map(Array.from(default_exceptions, ([code, error_class]) => [code, error_class.name])),
  );
});

test.each([
  ["text is escaped, line breaks show", "a<b>\n\"c'&", "<p>a&lt;b&gt;<br>&#34;c&#39;&amp;</p>"],
  ["markup stays", { __html__: () => "<b>x</b>" }, "<p><b>x</b></p>"],
  ["an empty text stays empty", "", "<p></p>"],
])("a description: %s", (_, description, shown) => {
  expect(new BadRequest(description).get_description()).toBe(shown);
  expect(new BadRequest({ description }).get_description()).toBe(shown);
});

test.each([
  [new door.MethodNotAllowed(["GET", "HEAD"]), ["Allow", "GET, HEAD"]],
  [new door.MethodNotAllowed({ valid_methods: ["PUT"], description: "no" }), ["Allow", "PUT"]],
  [new door.RequestedRangeNotSatisfiable(5), ["Content-Range", "bytes */5"]],
  [new door.RequestedRangeNotSatisfiable(5, "items"), ["Content-Range", "items */5"]],
  [new door.RequestedRangeNotSatisfiable(5, { units: "items" }), ["Content-Range", "items */5"]],
  [new door.RequestedRangeNotSatisfiable({ length: 5, units: "items" }), ["Content-Range", "items */5"]],
  [new door.TooManyRequests({ retry_after: 20 }), ["Retry-After", "20"]],
  [new door.ServiceUnavailable("soon", null, 20), ["Retry-After", "20"]],
  [new door.Unauthorized("why", null, "Basic"), ["WWW-Authenticate", "Basic"]],
  [
    new door.ServiceUnavailable("soon", { retry_after: new Date("2020-01-04T18:52:16Z") }),
    ["Retry-After", "Sat, 04 Jan 2020 18:52:16 GMT"],
  ],
  [
    new door.Unauthorized({ www_authenticate: new WWWAuthenticate("basic", { realm: "x y" }) }),
    ["WWW-Authenticate", 'Basic realm="x y"'],
  ],
])("%s carries its header", (error, header) => {
  expect(error.get_headers().slice(1)).toEqual([header]);
  expect(error.get_response().headers.get(header[0]!)).toBe(header[1]);
});

test("several challenges are several headers, and a text as first argument of 405 is its description", () => {
  const error = new door.Unauthorized("why", { www_authenticate: ["Basic", "Digest"] });
  expect(error.get_response().headers.getlist("WWW-Authenticate")).toEqual(["Basic", "Digest"]);
  expect(error.description).toBe("why");
  expect(new door.RequestedRangeNotSatisfiable(5, { description: "why" }).description).toBe("why");
  const refused = new door.MethodNotAllowed("why");
  expect([refused.description, refused.valid_methods]).toEqual(["why", null]);
});

test("a missing key is told only where it may be", () => {
  const error = new BadRequestKeyError("k");
  expect(error.get_body()).not.toContain("k&#39;");
  error.show_exception = true;
  expect(error.get_body()).toContain("could not understand.<br>KeyError: &#39;k&#39;</p>");
  expect(error.message).toMatch(/\nKeyError: 'k'$/);
});

test("an unhandled error is kept in the 500", () => {
  const cause = new TypeError("x");
  const error = new door.InternalServerError({ original_exception: cause });
  expect([error.original_exception, error.cause]).toEqual([cause, cause]);
  expect(error.get_body()).not.toContain("TypeError");
});

test("a subclass states its code once, as a static or as a field", () => {
  class OutOfTea extends NotFound {
    static override readonly code = 418;
    static override readonly description = "no tea";
  }
  class Odd extends HTTPException {
    override code = 499;
    override description = "odd";
  }
  expect(new OutOfTea().message).toBe("418 I'm a teapot: no tea");
  expect(new OutOfTea()).toBeInstanceOf(NotFound);
  expect(new Odd().get_response().status).toBe("499 UNKNOWN");
});

test("abort raises by code, with the arguments of the class", () => {
  expect(thrown(() => abort(404))).toBeInstanceOf(NotFound);
  expect(thrown(() => abort(404, "why"))).toMatchObject({ description: "why" });
  const response = new Response("mine", 404);
  expect(thrown(() => abort(404, { description: "why", response }))).toMatchObject({
    description: "why",
    response,
  });
  expect((thrown(() => abort(response)) as InstanceType<typeof HTTPException>).get_response()).toBe(response);
  expect(thrown(() => abort(401, { www_authenticate: "Basic" }))).toMatchObject({
    www_authenticate: ["Basic"],
  });
  expect(thrown(() => abort(405, ["GET"]))).toMatchObject({ valid_methods: ["GET"] });
});

test("a code without a class says which codes have one", () => {
  expect(() => abort(299)).toThrow(/No exception stands for the code 299; abort\(\) takes one of 400, 401/);
});

test("an Aborter takes other tables", () => {
  class Teapot extends HTTPException {
    static override readonly code = 418;
  }
  const extended = new Aborter(null, [[418, Teapot]]);
  expect(thrown(() => extended.abort(418))).toBeInstanceOf(Teapot);
  expect(thrown(() => extended.abort(404))).toBeInstanceOf(NotFound);
  expect(thrown(() => new Aborter({ 418: Teapot }).abort(418))).toBeInstanceOf(Teapot);
  expect(() => new Aborter([[418, Teapot]]).abort(404)).toThrow("No exception stands for the code 404");
  expect(thrown(() => new Aborter(null, { 418: Teapot }).abort(418))).toBeInstanceOf(Teapot);
  expect(thrown(() => new Aborter({ extra: { 418: Teapot } }).abort(418))).toBeInstanceOf(Teapot);
  expect(() => new Aborter({ mapping: { 418: Teapot } }).abort(404)).toThrow(
    "No exception stands for the code 404",
  );
});
