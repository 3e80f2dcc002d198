import { Flask, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/page", function page() {
  return "";
});

function attempt(values: Record<string, unknown> = {}) {
  try {
    log.push(url_for("page", values));
  } catch {
    log.push("RuntimeError");
  }
}

export async function without_server_name() {
  attempt();
  await app.app_context().run(() => attempt());
}

export async function with_server_name() {
  app.config.update({ SERVER_NAME: "example.org", APPLICATION_ROOT: "/root", PREFERRED_URL_SCHEME: "https" });
  await app.app_context().run(() => {
    attempt();
    attempt({ _external: false });
    attempt({ _scheme: "http" });
  });
}
