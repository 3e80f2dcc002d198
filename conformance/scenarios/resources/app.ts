import { join } from "node:path";
import { Blueprint, Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { instance_path: join(import.meta.dirname, "instance") });
const bp = new Blueprint("bp", import.meta.url);

export function resources() {
  log.push(`${app.open_resource("data/text.txt").length} bytes`);
  log.push(app.open_resource("data/text.txt", { mode: "r", encoding: "utf-8" }).trim());
  log.push(bp.open_resource("data/text.txt", { mode: "rt" }).trim());
  log.push(app.open_instance_resource("kept.txt", { mode: "r" }).trim());
  for (const mode of ["w", "x", "a", "r+"]) {
    try {
      app.open_resource("data/text.txt", { mode: mode as "r" });
    } catch (error) {
      log.push(`${mode}: ${(error as Error).message}`);
    }
  }
}
