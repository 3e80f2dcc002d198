import { Flask, int, redirect, request, session } from "miniflask";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

app.route("/to", { methods: ["GET", "POST"] }, function to() {
  return redirect("relative" in request.args ? "show" : "/show", request.args.get("code", 302, int));
});

app.route("/show", { methods: ["GET", "POST"] }, function show() {
  const field = request.form.get("a") ?? "None";
  log.push(`${request.method} ${field}`);
  return `${request.method} ${field} ${session.get("user") ?? "None"}`;
});

app.get("/chain/<int:left>", function chain({ left }) {
  return left > 0 ? redirect(`/chain/${left - 1}`) : "end of the chain";
});

app.get("/cookie", function cookie() {
  session.user = "ann";
  return redirect("/show");
});

app.get("/loop", function loop_view() {
  return redirect("/loop");
});

app.get("/away", function away() {
  return redirect("http://elsewhere.org/");
});

async function attempt(label: string, action: () => Promise<unknown>) {
  try {
    await action();
    log.push(`${label}: fine`);
  } catch {
    log.push(`${label}: error`);
  }
}

export async function loop(client: FlaskClient) {
  await attempt("loop", () => client.get("/loop", { follow_redirects: true }));
}

export async function elsewhere(client: FlaskClient) {
  await attempt("elsewhere", () => client.get("/away", { follow_redirects: true }));
  log.push((await client.get("/away")).location ?? "");
}

export async function session_afterwards(client: FlaskClient) {
  const response = await client.get("/cookie", { follow_redirects: true });
  await response.context.run(() => log.push(session.user));
}
