import {
  abort,
  current_app,
  Flask,
  HTTPException,
  MethodView,
  make_response,
  Response,
  redirect,
  request,
  send_file,
  stream_with_context,
  url_for,
} from "miniflask";
import { Aborter } from "miniflask/exceptions";

export const app = new Flask(import.meta.url, { static_folder: "files", static_url_path: "/files" });
app.testing = false;
export const log: string[] = [];

class StaticFileApp extends Flask {
  override get_send_file_max_age(_filename: string | null) {
    return 10;
  }
}

const aged = new StaticFileApp("aged", { root_path: app.root_path, static_folder: "files" });

class MyView extends MethodView {
  get({ id = null }: { id?: number | null }) {
    return id === null ? "List" : `Get ${id}`;
  }
  post() {
    return "Create";
  }
}

const myview = MyView.as_view("myview");
app.add_url_rule("/myview/", { methods: ["GET"], view_func: myview });
app.add_url_rule("/myview/<int:id>", { methods: ["GET"], view_func: myview });
app.add_url_rule("/myview/create", { methods: ["POST"], view_func: myview });

app.route("/files-by-hand/<what>")(async function files({ what }) {
  if (what === "bytes")
    return await send_file(Buffer.from("some bytes"), {
      mimetype: "application/octet-stream",
      download_name: "b.bin",
    });
  if (what === "attached")
    return await send_file("files/a.txt", { as_attachment: true, download_name: "ä b.txt", max_age: 60 });
  if (what === "nodate")
    return await send_file("files/a.txt", { last_modified: null, etag: "mine", conditional: false });
  return await current_app.send_static_file(what);
});

app.route("/stream/<name>")(function stream({ name }) {
  function* generate() {
    yield "Hello ";
    yield request.args["name"]!;
    yield "!";
  }
  if (name === "context") return new Response(stream_with_context(generate()));
  if (name === "without") return new Response(generate());
  const decorated = stream_with_context(function* decorated(hello: string) {
    yield hello;
    yield request.args["name"]!;
  });
  return new Response(decorated("Hi "));
});

app.route("/redirect/<int:code>")(function go({ code }) {
  return redirect("https://other.test/a b?q=ü&x=<y>", code);
});

app.route("/abort/<int:code>")(function stop({ code }) {
  try {
    abort(code);
  } catch (e) {
    if (e instanceof HTTPException) log.push(`${e.code} ${e.name}`);
    throw e;
  }
});

app.route("/made/<what>")(function made({ what }) {
  if (what === "none") return make_response();
  if (what === "status") return make_response("x", 202);
  if (what === "headers") {
    const rv = make_response("x", 200, { "X-A": "b" });
    rv.headers["X-A"] = "c";
    return rv;
  }
  if (what === "pair") return make_response(["pair", 203]);
  return make_response(make_response("twice", 201), 202, [["X-B", "1"]]);
});

export function myview_urls() {
  return app
    .test_request_context()
    .run(() => [
      url_for("myview", { _method: "GET" }),
      url_for("myview", { id: 42, _method: "GET" }),
      url_for("myview", { _method: "POST" }),
      url_for("myview"),
      url_for("myview", { id: 3 }),
      url_for("myview", { q: "x", _anchor: "a b" }),
    ]);
}

export async function max_age() {
  return await aged.test_request_context().run(async () => {
    let rv = await aged.send_static_file("a.txt");
    const out = [rv.cache_control.max_age];
    await rv.close();
    rv = await send_file("files/a.txt");
    out.push(rv.cache_control.max_age);
    await rv.close();
    return out;
  });
}

export function redirect_no_app() {
  const response = redirect("https://localhost", 307);
  return [response.location, response.status_code];
}

export async function redirect_with_app() {
  const other = new Flask("other");
  other.redirect = (location: string, code = 302) => {
    throw new Error(`${location} ${code}`);
  };
  return await other.app_context().run(() => {
    try {
      return redirect("other").status;
    } catch (e) {
      return (e as Error).message;
    }
  });
}

export async function abort_with_app() {
  class My_Abort extends HTTPException {
    static override code = 900;
  }
  class MyAborter extends Aborter {
    constructor() {
      super({ extra: { 900: My_Abort } });
    }
  }
  const other = new Flask("other");
  other.aborter = new MyAborter();
  const out: unknown[] = [];
  await other.app_context().run(() => {
    try {
      abort(900);
    } catch (e) {
      if (e instanceof My_Abort) out.push(e.code);
    }
  });
  try {
    abort(900);
  } catch {
    out.push("unknown");
  }
  return out;
}

export function resources() {
  const out = [app.open_resource("files/a.txt").toString(), app.open_resource("files/a.txt", "r")];
  for (const mode of ["w", "x", "a", "r+"]) {
    try {
      app.open_resource("files/a.txt", mode as "r");
    } catch (e) {
      out.push((e as Error).message);
    }
  }
  try {
    app.open_resource("nope.txt");
  } catch {
    out.push("no such file");
  }
  return out;
}
