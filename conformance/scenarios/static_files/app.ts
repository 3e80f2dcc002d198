import { Blueprint, Flask, timedelta, url_for } from "miniflask";

class Own extends Blueprint {
  override get_send_file_max_age() {
    return 7;
  }
}

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Own("bp", import.meta.url, {
  static_folder: "bp_static",
  static_url_path: "/own",
  url_prefix: "/bp",
});
app.register_blueprint(bp);

app.get("/urls", function urls() {
  return `${url_for("static", { filename: "style.css" })} ${url_for("bp.static", { filename: "b.txt" })}`;
});

export function variants() {
  for (const options of [
    { static_folder: "files" },
    { static_url_path: "/assets" },
    { static_folder: null },
    { static_url_path: "" },
    { static_url_path: "/x/" },
    { static_folder: "static/" },
  ]) {
    const made = new Flask(import.meta.url, options);
    const rules = [...made.url_map.iter_rules()].map(({ rule }) => `'${rule}'`).join(", ");
    const has_folder = made.has_static_folder ? "True" : "False";
    log.push(`${made.static_url_path ?? "None"} ${has_folder} [${rules}]`);
  }
}

export function max_age() {
  app.config.SEND_FILE_MAX_AGE_DEFAULT = timedelta({ minutes: 1 });
}
