import { describe, expect, test } from "vitest";
import { Response } from "../../src/wire/response.ts";
import { statuses } from "./raw_socket.ts";
import { small_app } from "./small_app.ts";

describe("row 6: slow clients", () => {
  const app = small_app(
    { "/echo": (request) => new Response(request.get_data()) },
    { server_options: { headersTimeout: 500, requestTimeout: 1000, connectionsCheckingInterval: 100 } },
  );

  test.each([
    ["headers", "GET / HTTP/1.1\r\nX-a: b\r\n"],
    ["a body", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"],
  ])("%s that never end are 408", async (_what, bytes) => {
    const answer = await app.connect().write(bytes).until_closed();
    expect(statuses(answer)).toEqual([408]);
  });
});
