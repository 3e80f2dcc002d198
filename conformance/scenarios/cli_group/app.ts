import { Blueprint, current_app, Flask, g, has_app_context } from "miniflask";
import { AppGroup, FlaskGroup } from "miniflask/cli";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: boolean) => (value ? "True" : "False");

function create_app(name = "made") {
  log.push("create_app");
  const made = new Flask(name);
  const bp = new Blueprint("bp", import.meta.url);
  made.teardown_appcontext((error) => {
    log.push(`teardown ${error instanceof Error ? error.message : "None"}`);
  });
  made.cli.command("from-app", { args: ["[words...]"] }, ({ words }) => {
    const list = words.map((text: string) => `'${text}'`).join(", ");
    log.push(`from app ${current_app.name} ${word(current_app.debug)} [${list}]`);
  });
  made.cli.command("own", () => {
    log.push("the app's own");
  });
  made.cli.command("fails", () => {
    throw new Error("broken");
  });
  bp.cli.command("sweep", () => {
    log.push(`sweep ${current_app.name}`);
  });
  made.register_blueprint(bp);
  made.register_blueprint(bp, { name: "second" });
  return made;
}

const cli = new FlaskGroup({ create_app, help: "Management script." });

const count_option = { options: { "--count <n>": { default: 1, parse: Number } } };
cli.command("own", count_option, ({ count }) => {
  g.count = count;
  log.push(`own ${g.count} ${current_app.name}`);
});

cli.command("bare", { with_appcontext: false }, () => {
  log.push(`bare ${word(has_app_context())}`);
});

const users = new AppGroup("users", { help: "Work on users." });
users.command("add", { args: ["<name>"] }, ({ name }) => {
  log.push(`add ${name} ${current_app.name}`);
});
cli.add_command(users);

async function run(...args: string[]) {
  const write = process.stderr.write;
  process.stderr.write = () => true;
  try {
    await cli.main(args, { standalone_mode: false });
    log.push("done");
  } catch (error) {
    const { message } = error as Error;
    log.push((error as Error).constructor === Error ? `raised ${message}` : "usage error");
  } finally {
    process.stderr.write = write;
  }
}

export async function own_commands() {
  await run("own");
  await run("own", "--count", "3");
  await run("bare");
  await run("users", "add", "ann");
}

export async function commands_of_the_app() {
  await run("from-app", "a", "b");
  await run("fails");
  await run("bp", "sweep");
  await run("second", "sweep");
}

export async function debug() {
  await run("--debug", "from-app");
  await run("--no-debug", "from-app");
  delete process.env["FLASK_DEBUG"];
}

export async function mistakes() {
  await run("fly");
  await run("own", "--bogus");
  await run("own", "--count", "x");
  await run("users", "add");
}

export async function with_a_context() {
  const other = create_app("other");
  const runner = other.test_cli_runner();
  for (const [group, line] of [
    [cli, ["own", "--count", "7"]],
    [cli, ["from-app", "x"]],
    [cli, ["fly"]],
    [users, ["add", "bob"]],
  ] as const)
    log.push(String((await runner.invoke(group, line)).exit_code));
  await other.app_context().run(async () => {
    g.count = 0;
    await runner.invoke(cli, ["own", "--count", "8"]);
    log.push(`afterwards ${g.count}`);
    await runner.invoke(["from-app"]);
  });
}
