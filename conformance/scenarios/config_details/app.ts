import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, {
  instance_path: join(dirname(fileURLToPath(import.meta.url)), "inst"),
  instance_relative_config: true,
});

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const items = value as Record<string, unknown>;
  return `{${Object.keys(items)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${json(items[key])}`)
    .join(", ")}}`;
}
const show = (label: string, value: unknown) => log.push(`${label} ${json(value)}`);

function with_env(values: Record<string, string>, action: () => void) {
  Object.assign(process.env, values);
  try {
    action();
  } finally {
    for (const name of Object.keys(values)) delete process.env[name];
  }
}

export function prefixed() {
  const { config } = new Flask("env");
  with_env(
    {
      FLASK_NUM: "1.5",
      FLASK_NULL: "null",
      FLASK_STR: '"quoted"',
      FLASK_EMPTY: "",
      FLASK_SPACE: "  7 ",
      FLASK_NAN: "NaN",
      FLASK_OBJ: '{"a": {"b": 1}}',
      FLASK_OBJ__a__c: "2",
      FLASK_OBJ__x__y__z: "deep",
      FLASK_DEBUG: "false",
      FLASK_lower: "yes",
      FLASK_TRAIL_: "under",
      FLASK_SECRET_KEY: "plain-key",
      FLASK_MAX_CONTENT_LENGTH: "99",
      FLASK_TRUE: "True",
      OTHER_KEY: "true",
      A_B_C: "abc",
      FLASKY: "no",
    },
    () => {
      log.push(String(word(config.from_prefixed_env())));
      config.from_prefixed_env("OTHER");
      config.from_prefixed_env("A_B");
    },
  );
  for (const key of "NUM NULL STR EMPTY SPACE OBJ lower TRAIL_ SECRET_KEY MAX_CONTENT_LENGTH KEY C DEBUG".split(
    " ",
  ))
    show(key, config.get(key, "absent"));
  log.push(
    `${String(config["NAN"]).toLowerCase()} ${config["TRUE"]} ${word("Y" in config)} ${word("KEY" in config)}`,
  );
}

export function debug_from_environment() {
  for (const value of ["1", "0", "no", "False", "yes", "", "anything"])
    with_env({ FLASK_DEBUG: value }, () => {
      log.push(`'${value}' ${word(new Flask("d").debug)} ${word(new Flask("d").config.DEBUG)}`);
    });
}

function parse_toml(bytes: Uint8Array) {
  const values: Record<string, unknown> = {};
  let table = values;
  for (const line of Buffer.from(bytes).toString().trim().split("\n")) {
    const [name = "", value] = line.split(" = ");
    if (value === undefined) values[name.slice(1, -1)] = table = {};
    else table[name] = JSON.parse(value);
  }
  return values;
}

export function files() {
  const { config } = app;
  log.push(basename(config.root_path));
  log.push(String(word(config.from_file("c.json", { load: JSON.parse }))));
  show("JSON_KEY", config["JSON_KEY"]);
  log.push(String(word("lower" in config)));
  log.push(String(word(config.from_file("c.toml", { load: parse_toml, text: false }))));
  show("TOML_KEY", config["TOML_KEY"]);
  show("TABLE", config["TABLE"]);
  try {
    config.from_file("none.json", { load: JSON.parse });
  } catch (error) {
    log.push(`[Errno 2] ${(error as Error).message.split(" (")[0]}`);
  }
  try {
    config.from_file("broken.txt", { load: JSON.parse });
  } catch {
    log.push("bad json");
  }
  show("kept", config["JSON_KEY"]);
}

export function namespaces() {
  const { config } = app;
  config.update({ IMAGE_STORE_TYPE: "fs", IMAGE_STORE_PATH: "/x", IMAGE_STORE: "root", image_store_low: 1 });
  show("ns", config.get_namespace("IMAGE_STORE_"));
  show("ns", config.get_namespace("IMAGE_STORE_", { lowercase: false }));
  show("ns", config.get_namespace("IMAGE_STORE_", { trim_namespace: false }));
  show("ns", config.get_namespace("image_"));
  show("ns", config.get_namespace("NOPE_"));
}

export function mappings() {
  const { config } = new Flask("m");
  const map = new Map(Object.entries({ A: 1, b: 2, C1: 3, _D: 4, É: 5, "1": 6, MIXed: 7 }));
  log.push(String(word(config.from_mapping(map))));
  log.push(String(word(config.from_mapping({ E: 1 }, { F: 2, g: 3 }))));
  log.push(
    `[${["A", "b", "C1", "_D", "É", "1", "MIXed", "E", "F", "g"].map((key) => word(key in config)).join(", ")}]`,
  );
  config.setdefault("A", 9);
  config.setdefault("NEW", 9);
  log.push(`${config["A"]} ${config["NEW"]} ${word(config.get("ABSENT"))} ${config.get("ABSENT", 1)}`);
  delete config["NEW"];
  log.push(String(word("NEW" in config)));
  log.push(`${Object.keys(config).filter((key) => key === "A").length} ${word(config["A"] === 1)}`);
}

class Base {
  static TESTING = false;
  static DB = "base";
}

class Production extends Base {
  static override DB = "prod";
  static _PRIVATE = "p";
  static lower = "no";
  get COMPUTED() {
    return `computed ${Production.DB}`;
  }
}

export function objects() {
  const { config } = new Flask("o");
  config.from_object(Production);
  log.push(`${config["DB"]} ${word(config.TESTING)} ${config["_PRIVATE"]} ${word("lower" in config)}`);
  config.from_object(new Production());
  log.push(config["COMPUTED"]);
}
