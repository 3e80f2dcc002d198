import { expect, test } from "vitest";
import * as http from "../../src/http.ts";
import * as security from "../../src/security.ts";
import * as urls from "../../src/urls.ts";
import * as utils from "../../src/utils.ts";
import { as_windows } from "../support/platform.ts";
import {
  canonical,
  canonical_recorded,
  decode,
  type RecordedCall,
  read_recorded,
} from "../support/recorded.ts";

const DOORS: Record<string, object> = { http, urls, utils, security };
// A salt is drawn at random: only the form of the answer can be equal.
const RANDOM = new Set(["generate_password_hash"]);

for (const [door, exports] of Object.entries(DOORS)) {
  test.each(titled(read_recorded(door)))(`${door}: $title`, async ({ recorded }) => {
    const answer = await (is_windows_case(recorded)
      ? as_windows(() => ask(exports, recorded))
      : ask(exports, recorded));
    if (RANDOM.has(recorded.call))
      expect(form_of(answer)).toEqual(form_of(canonical_recorded(recorded.outcome)));
    else expect(answer).toEqual(canonical_recorded(recorded.outcome));
  });
}

function titled(cases: RecordedCall[]): { title: string; recorded: RecordedCall }[] {
  return cases.map((recorded, index) => ({
    title: `${index} ${recorded.call}(${JSON.stringify(recorded.args).slice(1, 60)}`,
    recorded,
  }));
}

/** These cases were recorded while Werkzeug was told that it runs on Windows. */
function is_windows_case(recorded: RecordedCall): boolean {
  return recorded.test.includes("windows_special") && recorded.outcome === null;
}

async function ask(exports: object, { call, args, kwargs }: RecordedCall): Promise<unknown> {
  const asked = Reflect.get(exports, call);
  const named = Object.keys(kwargs).length === 0 ? [] : [decode(kwargs)];
  try {
    return canonical(await asked(...args.map((argument) => decode(argument)), ...named));
  } catch (error) {
    return { raises: (error as Error).constructor.name };
  }
}

function form_of(answer: unknown): unknown {
  return typeof answer === "string" ? answer.replace(/\$\w{16}\$[0-9a-f]{128}$/, "$salt$hex") : answer;
}
