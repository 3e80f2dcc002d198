import { Blueprint, Flask, render_template } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.EXPLAIN_TEMPLATE_LOADING = true;
app.register_blueprint(new Blueprint("bp", import.meta.url, { template_folder: "bp_templates" }));

const word = (value: boolean) => (value ? "True" : "False");

app.logger.info = (...given: unknown[]) => {
  const text = given.map(String).join(" ");
  const names = text.includes("page.html") || text.includes("none.html");
  log.push(`info: ${word(names)} ${word(text.includes("bp_templates"))}`);
};

app.get("/", function index() {
  return render_template("page.html");
});

app.get("/missing", function missing() {
  try {
    return render_template("none.html");
  } catch {
    return "missing";
  }
});
