import { describe, expect, test } from "vitest";
import { access_line } from "../../src/edge/access_log.ts";
import { escape_controls } from "../../src/edge/log_line.ts";
import { create_logger, exception_message } from "../../src/edge/logging.ts";

function logger_for({ debug = false, format = "text" as "text" | "json" } = {}) {
  const lines: string[] = [];
  const logger = create_logger(
    { name: "site", debug },
    { format, stream: { write: (line) => void lines.push(line) } },
  );
  return { logger, lines };
}

describe("app.logger", () => {
  // covers: LG-02
  test("writes Flask's line", () => {
    const { logger, lines } = logger_for();
    logger.error("it broke");
    expect(lines.join("")).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] ERROR in site: it broke\n$/);
  });

  test("an error comes with its stack, indented", () => {
    const { logger, lines } = logger_for();
    logger.error({ err: new TypeError("why") }, "Exception on / [GET]");
    const text = lines.join("");
    expect(text).toContain("ERROR in site: Exception on / [GET]\n    TypeError: why\n        at ");
    expect(
      text
        .split("\n")
        .slice(1, -1)
        .every((line) => line.startsWith("    ")),
    ).toBe(true);
  });

  test("shows warnings and worse, in debug everything", () => {
    const quiet = logger_for();
    quiet.logger.info("no");
    quiet.logger.warn("yes");
    expect(quiet.lines.map((line) => line.slice(26))).toEqual(["WARNING in site: yes\n"]);
    const talking = logger_for({ debug: true });
    talking.logger.debug("yes");
    expect(talking.lines.map((line) => line.slice(26))).toEqual(["DEBUG in site: yes\n"]);
  });

  test("fields follow the message", () => {
    const { logger, lines } = logger_for();
    logger.child({ user: 1 }).warn({ path: "/x" }, "slow");
    expect(lines.join("")).toMatch(/WARNING in site: slow \{"user":1,"path":"\/x"\}\n$/);
  });

  test("can be pino's JSON", () => {
    const { logger, lines } = logger_for({ format: "json" });
    logger.error({ a: 1 }, "text");
    expect(JSON.parse(lines.join(""))).toMatchObject({ level: 50, name: "site", msg: "text", a: 1 });
  });

  test("row 69: no text from outside makes a line of its own or reaches the terminal as a command", () => {
    const { logger, lines } = logger_for();
    logger.error(
      { err: new Error("a\n[2026-01-01 00:00:00,000] ERROR in site: forged\x1b[2J") },
      "x\r\nFAKE\x1b[31m\u2028",
    );
    const text = lines.join("");
    expect(text).toContain("x\\x0d\\x0aFAKE\\x1b[31m\\u2028\n");
    expect(text).not.toContain("\x1b");
    expect(text.split("\n").filter((line) => line.startsWith("["))).toHaveLength(1);
  });
});

test("exception_message", () => {
  expect(exception_message({ path: "/a\r\nb", method: "GET" })).toBe("Exception on /a\\x0d\\x0ab [GET]");
});

// covers: LG-04
test("access_line is Werkzeug's", () => {
  const facts = {
    remote_addr: "127.0.0.1",
    method: "GET",
    target: '/%0d%0aFAKE?a="\x1b',
    http_version: "1.1",
    status: 200,
  };
  expect(access_line(facts, new Date(2026, 10, 3, 4, 5, 6))).toBe(
    '127.0.0.1 - - [03/Nov/2026 04:05:06] "GET /%0d%0aFAKE?a=%22\\x1b HTTP/1.1" 200 -',
  );
});

test.each([
  ["plain", "plain"],
  ["tab\tand\x7fmore", "tab\\x09and\\x7fmore"],
  ["\x85", "\\x85"],
])("escape_controls %j", (text, expected) => {
  expect(escape_controls(text)).toBe(expected);
});
