import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Client, make_client } from "./site.ts";

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly data?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly sets_cookie: boolean;
  readonly session: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const HERE = import.meta.dirname;
const REQUESTS = read<Asked[]>("fixtures/requests.json");
/** What the tutorial's own application answers to them in turn; recorded by fixtures/record.py. */
const ANSWERS = read<Answer[]>("transcripts/pages.json");

/** What depends on when and where the files were unpacked, and the signature, which has the time in it. */
const LEFT_OUT = new Set(["Date", "ETag", "Last-Modified", "Set-Cookie"]);

test("every answer is the one that Flask's tutorial gives, byte for byte", async () => {
  expect(ANSWERS.length).toBe(REQUESTS.length);
  const client = await make_client(); // one visitor: each request builds on those before it
  for (const [index, asked] of REQUESTS.entries()) {
    const name = `request ${index}: ${asked.method ?? "GET"} ${asked.path}`;
    expect.soft(await answer_to(client, asked), name).toEqual(ANSWERS[index]);
  }
});

async function answer_to(client: Client, { method = "GET", path, data }: Asked): Promise<Answer> {
  const response = await client.open(path, { method, ...(data && { data }) });
  const session: Record<string, unknown> = {};
  await client.session_transaction((saved) => {
    Object.assign(session, { ...saved });
  });
  const headers = [...response.headers];
  return {
    status: response.status,
    headers: headers
      .filter(([name]) => !LEFT_OUT.has(name))
      .map(([name, value]) => [name, stable(name, value)] as const),
    sets_cookie: headers.some(([name]) => name === "Set-Cookie"),
    session,
    // Posts of the day of the test.
    body: response.text.replace(/ on (?!2018)\d{4}-\d\d-\d\d</g, " on TODAY<"),
  };
}

/** Allow is a set, whose order differs from one run of Python to the next. */
function stable(name: string, value: string): string {
  return name === "Allow" ? value.split(", ").sort().join(", ") : value;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(HERE, path), "utf8")) as T; // files of this folder, as the interfaces say
}
