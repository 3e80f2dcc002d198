import { basename } from "node:path";
import { Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const KEYS = (
  "DEBUG TESTING PROPAGATE_EXCEPTIONS SECRET_KEY SECRET_KEY_FALLBACKS USE_X_SENDFILE TRUSTED_HOSTS SERVER_NAME " +
  "APPLICATION_ROOT SESSION_COOKIE_NAME SESSION_COOKIE_DOMAIN SESSION_COOKIE_PATH SESSION_COOKIE_HTTPONLY " +
  "SESSION_COOKIE_SECURE SESSION_COOKIE_PARTITIONED SESSION_COOKIE_SAMESITE SESSION_REFRESH_EACH_REQUEST " +
  "MAX_CONTENT_LENGTH MAX_FORM_MEMORY_SIZE MAX_FORM_PARTS SEND_FILE_MAX_AGE_DEFAULT TRAP_BAD_REQUEST_ERRORS " +
  "TRAP_HTTP_EXCEPTIONS EXPLAIN_TEMPLATE_LOADING PREFERRED_URL_SCHEME TEMPLATES_AUTO_RELOAD MAX_COOKIE_SIZE " +
  "PROVIDE_AUTOMATIC_OPTIONS"
).split(" ");

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

export function defaults() {
  for (const key of KEYS) log.push(`${key} ${word(app.config[key])}`);
  const lifetime = app.config.PERMANENT_SESSION_LIFETIME;
  const seconds = typeof lifetime === "number" ? lifetime : lifetime.total_seconds();
  log.push(`PERMANENT_SESSION_LIFETIME ${seconds}`);
}

export function dict_behaviour() {
  const { config } = app;
  config["OWN"] = "value";
  config.update({ A: 1, b: 2 });
  const contained = `${word("OWN" in config)} ${word("NOTHING" in config)}`;
  log.push(`${config["OWN"]} ${contained} ${config.get("NOTHING", "none")}`);
  log.push(`${config["A"]} ${config["b"]}`);
  log.push(basename(config.root_path));
}

export function mappings() {
  log.push(word(app.config.from_mapping({ UPPER: 1, lower: 2, Mixed: 3 })) as string);
  log.push(`${app.config["UPPER"]} ${word("lower" in app.config)} ${word("Mixed" in app.config)}`);
}

class Base {
  static readonly FROM_BASE: string = "base";
  static readonly lower = 1;
}

class Settings extends Base {
  static readonly FROM_CLASS = "class";
  FROM_INSTANCE = "";
}

export function objects() {
  app.config.from_object(Settings);
  log.push(`${app.config["FROM_BASE"]} ${app.config["FROM_CLASS"]} ${word("lower" in app.config)}`);
  const instance = new Settings();
  instance.FROM_INSTANCE = "instance";
  app.config.from_object(instance);
  log.push(app.config["FROM_INSTANCE"]);
}

const items = (values: Record<string, unknown>) =>
  `[${Object.keys(values)
    .sort()
    .map((name) => `('${name}', ${typeof values[name] === "string" ? `'${values[name]}'` : values[name]})`)
    .join(", ")}]`;

export function namespaces() {
  app.config.update({ MAIL_SERVER: "s", MAIL_PORT: 25 });
  log.push(items(app.config.get_namespace("MAIL_")));
  log.push(items(app.config.get_namespace("MAIL_", { lowercase: false, trim_namespace: false })));
}

export function environment() {
  const { config } = app;
  const env = {
    CONF_TEXT: "plain text",
    CONF_NUMBER: "3",
    CONF_LIST: '["a", 1, null]',
    CONF_NEST__A: "1",
    CONF_NEST__B__C: "true",
    CONF_lower: "kept",
    CONF_NOT_JSON: "{broken",
    OTHER_X: "no",
  };
  log.push(word(config.from_prefixed_env("CONF", { env })) as string);
  log.push(`${config["TEXT"]} ${config["NUMBER"] + 1} ${config["LIST"].length} ${config["NOT_JSON"]}`);
  log.push(`${config["NEST"].A} ${word(config["NEST"].B.C)} ${config["lower"]} ${word("X" in config)}`);
  config.from_prefixed_env("CONF", { env, loads: (text) => text.toUpperCase() });
  log.push(config["TEXT"]);
}
