import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Flask, request } from "miniflask";
import type { FileStorage } from "miniflask/datastructures";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

async function describe(file: FileStorage) {
  const content = await file.read();
  return {
    filename: file.filename,
    name: file.name,
    content_type: file.content_type,
    mimetype: file.mimetype,
    size: content.length,
    hex: Buffer.from(content).toString("hex"),
  };
}

app.post("/", async function upload() {
  const files: unknown[] = [];
  for (const [key, file] of request.files.items({ multi: true })) files.push([key, await describe(file)]);
  return { form: request.form.to_dict({ flat: false }), files };
});

app.post("/missing-key", function missing_key() {
  return request.files["nothing"]!.filename ?? "";
});

app.post("/save", async function save() {
  const folder = await mkdtemp(join(tmpdir(), "save-"));
  try {
    const path = join(folder, "copy.txt");
    await request.files["f"]!.save(path);
    return await readFile(path, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
});
