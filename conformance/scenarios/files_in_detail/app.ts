import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Flask, jsonify, request } from "miniflask";
import { FileStorage } from "miniflask/datastructures";
import type { FlaskClient } from "miniflask/testing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.post("/look", async function look() {
  const out: unknown[] = [];
  for (const [key, file] of request.files.items({ multi: true })) {
    const content = await file.read();
    const { filename, name, content_type, mimetype, mimetype_params, headers } = file;
    const [first, rest] = [content.subarray(0, 3), content.subarray(1)].map((part) =>
      part.toString("latin1"),
    );
    out.push([
      key,
      filename,
      name,
      content_type,
      mimetype,
      mimetype_params,
      first,
      rest,
      headers.get("Content-Disposition") ?? null,
    ]);
  }
  return jsonify({
    files: out,
    form: request.form.to_dict({ flat: false }),
    keys: [...request.files.keys()],
    has: "a" in request.files,
    missing: request.files.get("zz") ?? null,
  });
});

app.post("/save", async function save() {
  const folder = mkdtempSync(join(tmpdir(), "saved-"));
  const path = join(folder, "saved.bin");
  const file = request.files["a"]!;
  await file.save(path);
  const size = readFileSync(path).length;
  rmSync(folder, { recursive: true });
  const again = (await file.read()).length;
  file.seek(0);
  return jsonify(size, again, (await file.read()).length);
});

app.post("/empty", function empty() {
  const file = request.files.get("a");
  const { length } = [...request.files.keys()];
  return jsonify(
    file === undefined,
    file?.filename ?? null,
    !!file?.filename,
    length,
    [...request.form.keys()].sort(),
  );
});

export async function made_by_client(client: FlaskClient) {
  const storage = new FileStorage(Buffer.from("storage"), {
    filename: "s.json",
    content_type: "application/x-s; q=1",
  });
  const response = await client.post("/look", {
    data: {
      a: storage,
      b: [Buffer.from("tuple"), "b.PNG"],
      c: [
        [Buffer.from([0xff, 0, 0x78]), "c.unknownext"],
        [Buffer.alloc(0), "e.txt", "x/y"],
      ],
      t: "text",
      n: 5,
    },
  });
  log.push(response.text.trim());
}
