import { createHash } from "node:crypto";
import { devNull } from "node:os";
import { Flask, request } from "../../src/index.ts";

/** A process of its own, whose memory is its app's alone; it ends with the test that forked it. */
const app = new Flask(import.meta.url);
app.config.MAX_CONTENT_LENGTH = null;

const MEGABYTE = 1024 * 1024;

app.get("/memory")(function memory() {
  return { now: process.memoryUsage.rss() / MEGABYTE, most: process.resourceUsage().maxRSS / 1024 };
});

app.post("/saved")(async function saved() {
  const { file } = request.files;
  await file!.save(devNull);
  return String(file!.size);
});

app.post("/hashed")(async function hashed() {
  const hash = createHash("sha256");
  for await (const chunk of request.files["file"]!.stream) hash.update(chunk);
  return hash.digest("hex");
});

const { url, close } = await app.run({ port: 0 });
process.send?.(url);
process.once("disconnect", () => close());
