import { Blueprint, current_app, g, has_app_context } from "@miniflask/core";
import { FlaskCliRunner } from "@miniflask/core/testing";
import { describe, expect, test, vi } from "vitest";
import { make_app } from "./support/make_app.ts";

// covers: CL-08, TS-11
describe("app.cli.command", () => {
  test("adds a command that runs in the app's context, torn down after", async () => {
    const app = make_app();
    const torn_down: unknown[] = [];
    app.teardown_appcontext((error) => torn_down.push(error));
    app.cli.command("init-db", async function init_db() {
      await Promise.resolve();
      g.count = 1;
      console.log(`${current_app.name} ${g.count}`);
    });
    const result = await app.test_cli_runner().invoke(["init-db"]);
    expect(result).toEqual({
      output: "test_app 1\n",
      stdout: "test_app 1\n",
      stderr: "",
      exit_code: 0,
      exception: null,
    });
    expect(torn_down).toEqual([null]);
    expect(has_app_context()).toBe(false);
  });

  test("without one when asked", async () => {
    const app = make_app();
    app.cli.command("bare", { with_appcontext: false }, () =>
      process.stdout.write(String(has_app_context())),
    );
    expect((await app.test_cli_runner().invoke(["bare"])).output).toBe("false");
    expect((await app.test_cli_runner().invoke({ args: ["bare"] })).output).toBe("false"); // invoke(args=["bare"])
  });

  test("takes arguments and options under their names in Python", async () => {
    const app = make_app();
    app.cli.command(
      "greet",
      {
        args: ["<name>", "[more...]"],
        options: {
          "-n, --dry-run": "Print only.",
          "--count <n>": { help: "How often.", default: 1, parse: Number },
        },
      },
      (values) => console.log(JSON.stringify(values)),
    );
    const runner = app.test_cli_runner();
    const values = async (...args: string[]) => JSON.parse((await runner.invoke(["greet", ...args])).output);
    expect(await values("ann", "bob", "--count", "3", "--dry-run")).toEqual({
      name: "ann",
      more: ["bob"],
      count: 3,
      dry_run: true,
    });
    expect(await values("ann")).toEqual({ name: "ann", more: [], count: 1, dry_run: false });
  });

  test("takes the function's name as click does, and works as a decorator", async () => {
    const app = make_app();
    app.cli.command(function init_db_command() {});
    app.cli.command()(function drop_all() {});
    class Commands {
      @app.cli.command()
      static send_mail() {
        console.log(this.sender);
      }
      static sender = "mail@example.org";
    }
    expect([...app.cli.commands.keys()]).toEqual(["init-db", "drop-all", "send-mail"]);
    expect((await app.test_cli_runner().invoke(["send-mail"])).output).toBe("mail@example.org\n");
    expect(Commands.sender).toContain("@");
  });

  test("a name with arguments in it is refused with the way out", () => {
    expect(() => make_app().cli.command("greet <name>", () => {})).toThrow(/\{ args: \["<name>"\] \}/);
  });

  // covers: CL-13
  test("groups nest", async () => {
    const app = make_app();
    const users = app.cli.group("users", { help: "Work on users." });
    const add = users.command("add", { args: ["<name>"] }, ({ name }) => console.log(`added ${name}`));
    const runner = app.test_cli_runner();
    expect((await runner.invoke(["users", "add", "ann"])).output).toBe("added ann\n");
    expect((await runner.invoke(add, ["bob"])).output).toBe("added bob\n");
    expect((await runner.invoke(["--help"])).output).toMatch(/users +Work on users\./);
    await expect(runner.invoke(() => {})).rejects.toThrow(/is no command of this app/);
  });
});

describe("test_cli_runner", () => {
  test("reports errors, wrong command lines and both streams", async () => {
    const app = make_app();
    app.cli.command("fails", () => {
      console.error("to stderr");
      console.log("to stdout");
      throw new RangeError("no");
    });
    app.cli.command("count", { options: { "--to <n>": { parse: Number } } }, () => {});
    const runner = app.test_cli_runner();
    const failed = await runner.invoke(["fails"]);
    expect(failed).toMatchObject({
      exit_code: 1,
      stdout: "to stdout\n",
      stderr: "to stderr\n",
      output: "to stderr\nto stdout\n",
    });
    expect(failed.exception).toBeInstanceOf(RangeError);
    expect(await runner.invoke(["fly"])).toMatchObject({
      exit_code: 2,
      exception: { name: "ProcessExit", code: 2 },
      stderr: expect.stringMatching(/unknown command 'fly'/),
    });
    expect(await runner.invoke(["count", "--to", "x"])).toMatchObject({
      exit_code: 2,
      stderr: expect.stringMatching(/not a number/),
    });
    expect(await runner.invoke(["--help"])).toMatchObject({
      exit_code: 0,
      exception: null,
      stdout: expect.stringMatching(/fails/),
    });
  });

  test.each<[how: string, end: () => void]>([
    ["process.exit", () => process.exit(3)],
    [
      "process.exitCode",
      () => {
        process.exitCode = 3;
      },
    ],
  ])("takes the code a command exits with by %s, and the tests go on", async (_how, end) => {
    const app = make_app();
    const torn_down: unknown[] = [];
    app.teardown_appcontext((error) => torn_down.push(error));
    app.cli.command("stop", () => {
      console.log("stopping");
      end();
    });
    app.cli.command("fine", () => process.exit(0));
    const kept = [process.exit, process.exitCode];
    const runner = app.test_cli_runner();
    const result = await runner.invoke(["stop"]);
    expect(result).toMatchObject({ exit_code: 3, stdout: "stopping\n" });
    expect(String(result.exception)).toBe("ProcessExit: process.exit(3)");
    expect(await runner.invoke(["fine"])).toMatchObject({ exit_code: 0, exception: null });
    expect([process.exit, process.exitCode]).toEqual(kept);
    expect(torn_down).toHaveLength(2);
  });

  test("runs one command at a time and leaves console and streams as they were", async () => {
    const app = make_app();
    const kept = [console, process.stdout.write];
    app.cli.command("echo", { args: ["<text>"] }, async ({ text }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      console.log(text);
    });
    const runner = app.test_cli_runner();
    const results = await Promise.all(["a", "b"].map((text) => runner.invoke(["echo", text])));
    expect(results.map(({ output }) => output)).toEqual(["a\n", "b\n"]);
    expect([console, process.stdout.write]).toEqual(kept);
  });

  test("leaves alone what others print meanwhile, and their exits", async () => {
    const app = make_app();
    const gate = Promise.withResolvers<void>();
    app.cli.command("slow", async () => {
      console.log("before");
      await gate.promise;
      console.log("after");
    });
    const others: unknown[] = [];
    const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => others.push(text) > 0);
    const exit = vi.spyOn(process, "exit").mockImplementation((code) => others.push(code) as never);
    try {
      const running = app.test_cli_runner().invoke(["slow"]);
      await expect.poll(() => process.stdout.write).not.toBe(write);
      process.stdout.write("the test runner's");
      (process.exit as (code: number) => void)(7); // mocked: it comes back
      gate.resolve();
      expect((await running).output).toBe("before\nafter\n");
      expect(others).toEqual(["the test runner's", 7]);
    } finally {
      write.mockRestore();
      exit.mockRestore();
    }
  });

  test("is of the class that the app says", () => {
    class Runner extends FlaskCliRunner {}
    const app = make_app();
    app.test_cli_runner_class = Runner;
    expect(app.test_cli_runner()).toBeInstanceOf(Runner);
  });
});

// covers: BP-14
describe("a blueprint's commands", () => {
  test.each<[what: string, of_blueprint: object, of_registration: object, line: string[]]>([
    ["are in a group of its name", {}, {}, ["admin", "sweep"]],
    ["or of the name it is registered under", {}, { name: "staff" }, ["staff", "sweep"]],
    ["or of the group that is given", { cli_group: "tools" }, {}, ["tools", "sweep"]],
    ["or in none", { cli_group: null }, {}, ["sweep"]],
    ["the registration's wins", { cli_group: null }, { cli_group: "late" }, ["late", "sweep"]],
  ])("%s", async (_what, of_blueprint, of_registration, line) => {
    const admin = new Blueprint("admin", "admin", { ...of_blueprint });
    admin.cli.command("sweep", () => console.log(`swept ${current_app.name}`));
    const app = make_app();
    app.register_blueprint(admin, of_registration);
    expect((await app.test_cli_runner().invoke(line)).output).toBe("swept test_app\n");
  });

  test("without any add no group", () => {
    const app = make_app();
    app.register_blueprint(new Blueprint("admin", "admin"));
    expect(app.cli.commands.size).toBe(0);
  });
});
