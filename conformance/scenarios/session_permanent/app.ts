import { Flask, session, timedelta } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";
app.config.PERMANENT_SESSION_LIFETIME = timedelta({ hours: 1 });

app.get("/remember", function remember() {
  session.user = "ann";
  session.permanent = true;
  return "remembered";
});

app.get("/short", function short() {
  session.user = "bob";
  return "short";
});

app.get("/show", function show() {
  return `${session.get("user", "nobody")} ${session.permanent ? "True" : "False"}`;
});

app.get("/only-permanent", function only_permanent() {
  session.permanent = true;
  return "permanent";
});

app.get("/not-permanent", function not_permanent() {
  session.permanent = false;
  return "not permanent";
});

export function no_refresh() {
  app.config.SESSION_REFRESH_EACH_REQUEST = false;
}
