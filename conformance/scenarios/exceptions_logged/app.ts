import { Flask } from "miniflask";

class LookupError extends Error {}

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.logger.error = (...given: unknown[]) => {
  const [{ err }, message] = given as [{ err: Error }, string];
  log.push(`error: ${message} | ${err.message}`);
};

app.route("/fail", { methods: ["GET", "POST"] }, function fail() {
  throw new Error("broken");
});

app.get("/handled", function handled() {
  throw new LookupError("known");
});

app.errorhandler(LookupError, () => "handled");
