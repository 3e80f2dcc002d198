import { Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

/** As much TOML as the file has; an app would take a library. */
function parse_toml(bytes: Uint8Array): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let table = values;
  for (const line of Buffer.from(bytes).toString().trim().split("\n")) {
    const [name, value] = line.split(" = ");
    if (value === undefined) table = values[line.slice(1, -1)] = {};
    else table[name ?? ""] = JSON.parse(value);
  }
  return values;
}

export async function files() {
  const { config } = app;
  log.push(String(word(await config.from_file("settings.json", { load: JSON.parse }))));
  const [number, text] = config["FROM_JSON"];
  log.push(`[${number}, '${text}'] ${word("lower" in config)}`);
  log.push(String(word(await config.from_file("settings.toml", { load: parse_toml, text: false }))));
  log.push(`${config["FROM_TOML"]} ${config["TABLE"].x}`);
  log.push(String(word(await config.from_file("missing.json", { load: JSON.parse, silent: true }))));
  try {
    await config.from_file("missing.json", { load: JSON.parse });
  } catch (error) {
    log.push(`names the file: ${word((error as Error).message.includes("missing.json"))}`);
  }
}

export async function programs() {
  const { config } = app;
  log.push(String(word(await config.from_module("settings.mjs"))));
  log.push(`${config["FROM_PROGRAM"]} ${config["SUM"]} ${word("lower" in config)}`);
  log.push(String(word(await config.from_module("missing.mjs", { silent: true }))));
}

export async function named_by_environment() {
  const { config } = app;
  process.env["CONFIG_FILES_SETTINGS"] = "settings.mjs";
  log.push(String(word(await config.from_envvar("CONFIG_FILES_SETTINGS"))));
  delete process.env["CONFIG_FILES_SETTINGS"];
  log.push(String(word(await config.from_envvar("CONFIG_FILES_SETTINGS", { silent: true }))));
  try {
    await config.from_envvar("CONFIG_FILES_SETTINGS");
  } catch (error) {
    log.push(`names the variable: ${word((error as Error).message.includes("CONFIG_FILES_SETTINGS"))}`);
  }
}
