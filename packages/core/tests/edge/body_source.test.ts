import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { BodySource } from "../../src/edge/body_source.ts";

async function read(source: BodySource): Promise<string> {
  let text = "";
  for await (const chunk of source) text += Buffer.from(chunk).toString();
  return text;
}

async function read_and_release(source: BodySource): Promise<void> {
  for await (const chunk of source) source.release(chunk);
}

test("all chunks, whether they come before or after somebody waits", async () => {
  const stream = new PassThrough();
  stream.write("one ");
  const reading = read(new BodySource(stream));
  await new Promise((resolve) => setImmediate(resolve));
  stream.write("two ");
  stream.write("three ");
  setTimeout(() => stream.end("four"), 5);
  expect(await reading).toBe("one two three four");
});

test("a stream that has ended before", async () => {
  const stream = new PassThrough();
  stream.end();
  stream.resume();
  await new Promise((resolve) => stream.once("close", resolve));
  expect(await read(new BodySource(stream))).toBe("");
});

test("a stream that is read slowly waits", async () => {
  const stream = new PassThrough({ highWaterMark: 10 });
  const reader = new BodySource(stream)[Symbol.asyncIterator]();
  const first = reader.next();
  stream.write("a");
  expect(Buffer.from((await first).value).toString()).toBe("a");
  for (let count = 0; count < 100; count++) stream.write("0123456789");
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(stream.writableLength + stream.readableLength).toBeGreaterThan(900);
  stream.end();
  let length = 0;
  for (let step = await reader.next(); !step.done; step = await reader.next()) length += step.value.length;
  expect(length).toBe(1000);
});

test.each<[when: string, leave: (stream: PassThrough) => void, message: string]>([
  ["by an error", (stream) => stream.destroy(new Error("reset")), "reset"],
  ["without one", (stream) => stream.destroy(), "the client left"],
])("a client that leaves %s, while somebody waits, before, and once more", async (_when, leave, message) => {
  const stream = new PassThrough();
  const reader = new BodySource(stream)[Symbol.asyncIterator]();
  const waiting = reader.next();
  leave(stream);
  await expect(waiting).rejects.toThrow(message);
  await expect(reader.next()).rejects.toThrow(message);
  await expect(read(new BodySource(stream))).rejects.toThrow(message);
});

test("reading is announced when it begins", async () => {
  const events: string[] = [];
  const stream = new PassThrough();
  const source = new BodySource(stream, () => events.push("begin"));
  expect(events).toEqual([]);
  stream.end("x");
  expect([await read(source), events]).toEqual(["x", ["begin"]]);
});

describe("a chunk that is given back", () => {
  test("is gone at once", () => {
    const chunk = new Uint8Array(65_536);
    new BodySource(new PassThrough()).release(chunk);
    expect(chunk.byteLength).toBe(0);
  });

  test("stays where it shares its memory with others", () => {
    const whole = new Uint8Array(65_536);
    new BodySource(new PassThrough()).release(whole.subarray(1));
    expect(whole.byteLength).toBe(65_536);
  });

  const readers: Record<string, (stream: PassThrough, heard: Uint8Array[]) => unknown> = {
    "listens to the same stream": (stream, heard) => stream.on("data", (chunk) => heard.push(chunk)),
    "listened to its first chunk": (stream, heard) => stream.once("data", (chunk) => heard.push(chunk)),
    "reads when there is something": (stream, heard) =>
      stream.on("readable", () => {
        for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) heard.push(chunk);
      }),
    "iterates over the same stream": async (stream, heard) => {
      for await (const chunk of stream) heard.push(chunk);
    },
  };
  test.each(Object.entries(readers))("stays where somebody else %s", async (_, start_reading) => {
    const stream = new PassThrough();
    const heard: Uint8Array[] = [];
    start_reading(stream, heard);
    const done = read_and_release(new BodySource(stream));
    stream.end(new Uint8Array(65_536));
    await done;
    expect(heard.map((chunk) => chunk.byteLength)).toEqual([65_536]);
  });
});
