import { createHash } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Flask,
  flash,
  get_flashed_messages,
  make_response,
  Response,
  redirect,
  request,
  send_file,
  session,
  url_for,
} from "miniflask";
import { vi } from "vitest";

/** A request that was answered, as the server knows it. */
export interface Seen {
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** One app that serves whatever client a test brings. */
export interface ServedApp {
  readonly url: string;
  readonly port: number;
  /** Every answer so far, oldest first. */
  readonly seen: readonly Seen[];
  /** What `/file` sends. */
  readonly content: Buffer;
  /** `once(events, "closed")` resolves when a stream of the app has been given up or has ended. */
  readonly events: EventEmitter;
  /** What `/page` says from now on; it gets another ETag. */
  set_page(text: string): void;
  stop(): Promise<void>;
}

/** Names of files in several scripts, and with what headers and file systems trip over. */
export const DOWNLOAD_NAMES: Readonly<Record<string, string>> = {
  ascii: "report 2024.txt",
  latin: "naïve résumé.txt",
  cyrillic: "отчёт за год.txt",
  chinese: "年度报告.txt",
  arabic: "تقرير.txt",
  emoji: "🎉 party.txt",
  percent: "100% sure;a=b.txt",
};

const CONTENT_BYTES = 300_000;
const SEEN_HEADERS = [
  "Range",
  "If-None-Match",
  "If-Range",
  "Cookie",
  "Expect",
  "Accept-Encoding",
  "Transfer-Encoding",
];

/** The bytes of `/file`: no two places alike, so that a wrong offset shows. */
function make_content(): Buffer {
  const content = Buffer.alloc(CONTENT_BYTES);
  for (let at = 0; at < CONTENT_BYTES; at += 4) content.writeUInt32BE(Math.imul(at, 2_654_435_761) >>> 0, at);
  return content;
}

export function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Starts the app on a free port, quietly. */
export async function serve_app(): Promise<ServedApp> {
  const folder = mkdtempSync(join(tmpdir(), "real-clients-"));
  const content = make_content();
  writeFileSync(join(folder, "file.bin"), content);
  const seen: Seen[] = [];
  const events = new EventEmitter();
  const page = { text: "first" };
  const app = new Flask("real_clients");
  app.secret_key = "a key for tests only";
  app.config.MAX_CONTENT_LENGTH = 4 * 1024 * 1024;
  app.after_request((response) => {
    seen.push(seen_request(response));
    return response;
  });
  add_files(app, join(folder, "file.bin"));
  add_pages(app, page);
  add_uploads(app, events);
  add_login(app);
  add_streams(app, events);

  const quiet = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockReturnValue(true),
  );
  const server = await app.run({ port: 0 });
  const stop = async () => {
    await server.close({ timeout: 30_000 });
    for (const spy of quiet) spy.mockRestore();
    rmSync(folder, { recursive: true });
  };
  const set_page = (text: string) => {
    page.text = text;
  };
  return { url: server.url, port: server.port, seen, content, events, set_page, stop };
}

function seen_request(response: Response): Seen {
  const headers = Object.fromEntries(SEEN_HEADERS.map((name) => [name, request.headers.get(name)]));
  const target = request.query_string === "" ? request.path : `${request.path}?${request.query_string}`;
  return { method: request.method, target, status: response.status_code, headers };
}

function add_files(app: Flask, path: string): void {
  app.get("/file", function file() {
    return send_file(path);
  });
  app.get("/download/<script>", function download({ script }) {
    return send_file(Buffer.from(`for ${script}`), {
      download_name: DOWNLOAD_NAMES[script] ?? "nothing.txt",
      as_attachment: true,
    });
  });
}

/** A page with a tag that browsers ask about each time, and links to and fro. */
function add_pages(app: Flask, page: { readonly text: string }): void {
  app.get("/page", function tagged_page() {
    const response = make_response(`<h1>${page.text}</h1><a href="/other">other</a>`);
    response.cache_control.no_cache = true;
    response.add_etag();
    return response.make_conditional(request);
  });
  app.get("/other", function other_page() {
    return `<h1>other</h1><a href="/page">page</a>`;
  });
  app.get("/downloads", function downloads() {
    return Object.keys(DOWNLOAD_NAMES)
      .map((script) => `<a id="${script}" href="${url_for("download", { script })}">${script}</a>`)
      .join("");
  });
}

function add_uploads(app: Flask, events: EventEmitter): void {
  app.get("/upload", function upload_form() {
    return `<form method="post" enctype="multipart/form-data"><input name="title"><input name="tag" value="one">
      <input name="tag" value="two"><input type="file" name="photo"><input type="file" name="more" multiple>
      <button>Send</button></form>`;
  });
  app.post("/upload", async function upload() {
    const files = request.files.items({ multi: true });
    const described = [];
    for (const [field, file] of files) {
      const bytes = await file.read();
      const { filename, mimetype } = file;
      described.push({ field, filename, mimetype, size: bytes.length, digest: digest(bytes) });
    }
    return { fields: [...request.form.items({ multi: true })], files: described };
  });
  app.route("/body", { methods: ["POST", "PUT"] }, function body() {
    return { size: request.get_data().length, digest: digest(request.get_data()) };
  });
  app.route("/echo", { methods: ["POST", "PUT"], stream: true }, function echo() {
    return echoed(request.stream, events);
  });
}

async function* echoed(stream: AsyncIterable<Uint8Array>, events: EventEmitter): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } finally {
    events.emit("closed", "echo");
  }
}

function add_login(app: Flask): void {
  app.post("/login", function login() {
    session["user"] = request.form["user"];
    flash("welcome");
    return redirect(url_for("profile"));
  });
  app.get("/profile", function profile() {
    if (!("user" in session)) return redirect(url_for("anonymous"));
    return { user: session["user"], messages: get_flashed_messages() };
  });
  app.get("/anonymous", function anonymous() {
    return ["nobody", 401];
  });
  app.post("/logout", function logout() {
    session.clear();
    return redirect(url_for("profile"), 303);
  });
  app.route("/moved", { methods: ["GET", "POST"] }, function moved() {
    return redirect(url_for("upload_form"), 307);
  });
}

function add_streams(app: Flask, events: EventEmitter): void {
  const gates = new EventEmitter();
  // The second line waits until the client, having read the first, asks for it.
  app.get("/lines/<gate>", async function* lines({ gate }) {
    const opened = once(gates, gate);
    yield "first line\n";
    await opened;
    yield "second line\n";
  });
  app.post("/open/<gate>", function open({ gate }) {
    gates.emit(gate);
    return new Response(null, 204);
  });
  app.get("/endless", async function* endless() {
    try {
      for (;;) yield Buffer.alloc(64 * 1024, "x");
    } finally {
      events.emit("closed", "endless");
    }
  });
}
