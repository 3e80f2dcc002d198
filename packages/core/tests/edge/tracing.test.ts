import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { abort, Flask, flash, render_template_string } from "@miniflask/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** What OpenTelemetry's span of a server request holds, under its names. */
interface Span {
  readonly attributes: Record<string, unknown>;
  readonly events: string[];
  ended: boolean;
}

/** What the channels publish, as a tool sees it that imports nothing of the framework. */
interface Message {
  readonly sender: { readonly name: string };
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly url_rule: { readonly rule: string } | null;
  } | null;
  readonly response?: { readonly status_code: number };
  readonly exception?: Error;
  readonly exc?: Error | null;
  readonly message?: string;
}

/** An instrumentation as OpenTelemetry's are: spans by request, begun and ended by what the channels say. */
function instrument(): { spans: Span[]; stop: () => void } {
  const spans: Span[] = [];
  const open = new Map<Message["request"], Span>();
  const on = {
    "miniflask.request_started": ({ sender, request }: Message) => {
      const attributes = {
        "service.name": sender.name,
        "http.request.method": request?.method,
        "url.path": request?.path,
        "http.route": request?.url_rule?.rule,
      };
      const span = { attributes, events: [], ended: false };
      open.set(request, span);
      spans.push(span);
    },
    "miniflask.request_finished": ({ request, response }: Message) => {
      Object.assign(open.get(request)!.attributes, { "http.response.status_code": response?.status_code });
    },
    "miniflask.got_request_exception": ({ request, exception }: Message) => {
      open.get(request)!.events.push(`exception ${exception?.message}`);
    },
    "miniflask.template_rendered": ({ request }: Message) => {
      open.get(request)!.events.push("template");
    },
    "miniflask.message_flashed": ({ request, message }: Message) => {
      open.get(request)!.events.push(`flash ${message}`);
    },
    "miniflask.request_tearing_down": ({ request }: Message) => {
      open.get(request)!.ended = true;
    },
  };
  const subscriptions = Object.entries(on).map(([name, listen]) => {
    const listener = (message: unknown) => listen(message as Message); // a channel's messages have no type
    subscribe(name, listener);
    return () => unsubscribe(name, listener);
  });
  const stop = () => {
    for (const end of subscriptions) end();
  };
  return { spans, stop };
}

function make_app(): Flask {
  const app = new Flask("traced", { static_folder: null });
  app.secret_key = "tracing";
  app.logger.level = "silent";
  app.get("/users/<int:id>", async function user({ id }) {
    await new Promise((resolve) => setTimeout(resolve, id));
    flash("seen");
    return render_template_string("user {{ id }}", { id });
  });
  app.get("/stop", function stop() {
    return abort(403);
  });
  app.get("/fail", function fail() {
    throw new Error("broken");
  });
  return app;
}

// covers: SG-01, SG-03
describe.each([
  ["in memory", false],
  ["over a socket", true],
])("a subscriber of the diagnostics channels %s", (_where, live) => {
  let tracing: ReturnType<typeof instrument>;
  beforeEach(() => {
    tracing = instrument();
  });
  afterEach(() => tracing.stop());

  test("sees each request with route and status, also while several run", async () => {
    await using client = make_app().test_client({ live });
    await Promise.all([20, 1, 10].map((id) => client.get(`/users/${id}`)));
    await client.get("/stop");
    await client.get("/nowhere");
    await client.get("/fail");
    const found = tracing.spans.map(({ attributes, ended }) => [
      attributes["service.name"],
      attributes["http.request.method"],
      attributes["url.path"],
      attributes["http.route"],
      attributes["http.response.status_code"],
      ended,
    ]);
    const by_path = found.toSorted(([, , a], [, , b]) => String(a).localeCompare(String(b)));
    expect(by_path).toEqual([
      ["traced", "GET", "/fail", "/fail", 500, true],
      ["traced", "GET", "/nowhere", undefined, 404, true],
      ["traced", "GET", "/stop", "/stop", 403, true],
      ["traced", "GET", "/users/1", "/users/<int:id>", 200, true],
      ["traced", "GET", "/users/10", "/users/<int:id>", 200, true],
      ["traced", "GET", "/users/20", "/users/<int:id>", 200, true],
    ]);
  });

  test("sees what happens in a request, and the error that nobody handled", async () => {
    await using client = make_app().test_client({ live });
    await client.get("/users/1");
    await client.get("/fail");
    expect(tracing.spans.map(({ events }) => events)).toEqual([
      ["flash seen", "template"],
      ["exception broken"],
    ]);
  });
});

test("outside of a request the request is null", async () => {
  const seen: unknown[] = [];
  const listener = (message: unknown) => seen.push((message as Message).request); // as above
  subscribe("miniflask.appcontext_pushed", listener);
  await make_app()
    .app_context()
    .run(() => "work");
  unsubscribe("miniflask.appcontext_pushed", listener);
  expect(seen).toEqual([null]);
});
