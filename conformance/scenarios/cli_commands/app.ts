import { Blueprint, current_app, Flask, g, has_app_context } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const named = new Blueprint("named", import.meta.url);
const merged = new Blueprint("merged", import.meta.url, { cli_group: null });
const renamed = new Blueprint("renamed", import.meta.url, { cli_group: "other" });

const word = (value: unknown) => (value ? "True" : "False");

app.teardown_appcontext((error) => {
  log.push(`teardown ${error instanceof Error ? error.message : "none"}`);
});

const greeting = {
  args: ["<name>"],
  options: { "--loud": "With an exclamation mark.", "--times <n>": { default: 1, parse: Number } },
};
app.cli.command("greet", greeting, ({ name, loud, times }) => {
  for (let turn = 0; turn < times; turn++) console.log(`hello ${name}${loud ? "!" : ""}`);
});

const init_db = app.cli.command(function init_db() {
  g.ready = true;
  console.log(`${current_app.name} ${word(g.ready)}`);
});

app.cli.command("outside", { with_appcontext: false }, () => {
  console.log(word(has_app_context()));
});

app.cli.command("fail", () => {
  throw new Error("broken");
});

const users = app.cli.group("users");
users.command("add", { args: ["[names...]"] }, ({ names }) => {
  console.log(names.join(","));
});

const hi = () => {
  console.log("hi");
};
named.cli.command("hi", hi);
merged.cli.command("merged-hi", hi);
renamed.cli.command("hi", hi);
for (const bp of [named, merged, renamed]) app.register_blueprint(bp);

async function run(...args: string[]) {
  const result = await app.test_cli_runner().invoke(args);
  log.push(`${result.exit_code} ${result.stdout.trim()}`);
  return result;
}

export async function commands() {
  await run("greet", "ann");
  await run("greet", "ann", "--loud", "--times", "2");
  await run("users", "add", "a", "b");
  await run("users", "add");
  log.push(String((await app.test_cli_runner().invoke(init_db)).exit_code));
}

export async function contexts() {
  await run("init-db");
  await run("outside");
}

export async function blueprints() {
  await run("named", "hi");
  await run("merged-hi");
  await run("other", "hi");
}

export async function failures() {
  const result = await run("fail");
  log.push((result.exception as Error).message);
  for (const args of [
    ["greet"],
    ["greet", "ann", "--times", "many"],
    ["nothing"],
    ["greet", "ann", "--unknown"],
  ])
    log.push(String((await app.test_cli_runner().invoke(args)).exit_code));
}
