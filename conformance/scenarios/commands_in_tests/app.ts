import { Blueprint, current_app, Flask, g, url_for } from "miniflask";
import { AppGroup } from "miniflask/cli";
import { FlaskCliRunner } from "miniflask/testing";

export const log: string[] = [];

class Runner extends FlaskCliRunner {
  // biome-ignore lint/suspicious/noExplicitAny: hands both overloads through
  override invoke(...args: any[]) {
    log.push("own runner");
    return super.invoke(...(args as [string[]]));
  }
}

export const app = new Flask(import.meta.url);
app.config.SERVER_NAME = "cli.test";
app.test_cli_runner_class = Runner;
const jobs = new AppGroup("jobs");
const bp = new Blueprint("reports", import.meta.url);

const greet = app.cli.command("greet", { args: ["[name]"] }, ({ name = "world" }) => {
  g.name = name;
  console.log(`Hello ${g.name} from ${current_app.name === app.name ? "True" : "False"}`);
});

app.cli.command("where", () => {
  console.log(url_for("static", { filename: "x.css" }));
});

const run_options = {
  args: ["[names...]"],
  options: { "--dry": "Say only.", "-n, --times <n>": { default: 1, parse: Number } },
};
jobs.command("run", run_options, ({ names, dry, times }) => {
  for (const name of names) console.log(`${dry ? "would run" : "ran"} ${name} x${times}`);
  if (names.length === 0) {
    console.error("nothing to do");
    process.exit(3);
  }
});

class ValueError extends Error {}

bp.cli.command("monthly", () => {
  console.log("report");
  throw new ValueError("no data");
});

app.teardown_appcontext(() => {
  log.push(`teardown ${g.get("name") ?? "None"}`);
});

app.cli.add_command(jobs);
app.register_blueprint(bp);

async function invoke(...args: string[]) {
  const result = await app.test_cli_runner().invoke(args);
  const thrown = result.exception instanceof ValueError ? "ValueError" : "None";
  log.push(`${result.exit_code} '${result.stdout.trim().replaceAll("\n", "\\n")}' ${thrown}`);
  return result;
}

export async function commands() {
  await invoke("greet");
  await invoke("greet", "ann");
  await invoke("where");
  await invoke("jobs", "run", "a", "b", "--dry", "-n", "2");
  log.push(`'${(await invoke("jobs", "run")).stderr.trim()}'`);
  log.push(((await invoke("reports", "monthly")).exception as Error).message);
  for (const args of [["direct"], ["by name"]]) {
    const result = await app.test_cli_runner().invoke(greet, args);
    log.push(`${result.exit_code} ${result.output.trim()}`);
  }
}
