import { mkdtempSync, rmdirSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Flask, render_template } from "miniflask";

export const log: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "templates-"));
export const app = new Flask(import.meta.url, { template_folder: folder });
const page = join(folder, "page.html");
let times = 1;

function write(text: string) {
  times += 10;
  writeFileSync(page, text);
  utimesSync(page, times, times);
}

app.get("/", function index() {
  return render_template("page.html", { x: 1 });
});

const word = (value: boolean) => (value ? "True" : "False");

export function first() {
  write("one {{ x }}");
}

export function second() {
  write("two {{ x }}");
}

export function third() {
  write("three {{ x }}");
}

export function debug() {
  app.debug = true;
  log.push(word(app.jinja_env.auto_reload));
}

export function no_debug() {
  app.debug = false;
  log.push(word(app.jinja_env.auto_reload));
}

export function configured() {
  app.config.TEMPLATES_AUTO_RELOAD = true;
  log.push(word(app.jinja_env.auto_reload));
  app.jinja_env.auto_reload = true;
}

export function gone() {
  unlinkSync(page);
  rmdirSync(folder);
}
