import { describe, test } from "node:test";
import { checks } from "./testing_kit.ts";

// At the same time, as node:test likes to: then its reports are written while commands are captured.
describe("the testing kit", { concurrency: true }, () => {
  for (const [name, run] of checks) test(name, run);
});
