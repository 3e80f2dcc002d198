import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { TemplateNotFound } from "../errors.ts";
import { BaseLoader, type TemplateSource } from "./base_loader.ts";

/** Options of {@link FileSystemLoader}. */
export interface FileSystemLoaderOptions {
  readonly encoding?: BufferEncoding;
  /** Follow symbolic links, also to places outside the folders. */
  readonly followlinks?: boolean;
}

/** Templates from one or several folders. Names use `/`; no name reaches outside the folders. */
export class FileSystemLoader extends BaseLoader {
  readonly searchpath: readonly string[];
  readonly encoding: BufferEncoding;
  readonly followlinks: boolean;

  constructor(searchpath: string | readonly string[], options: FileSystemLoaderOptions = {}) {
    super();
    this.searchpath = typeof searchpath === "string" ? [searchpath] : searchpath.slice();
    this.encoding = options.encoding ?? "utf-8";
    this.followlinks = options.followlinks ?? false;
  }

  override get_source(_environment: unknown, template: string): TemplateSource {
    const pieces = split_template_path(template);
    for (const folder of this.searchpath) {
      const filename = join(resolve(folder), ...pieces);
      const modified = file_time(filename);
      if (modified === undefined || !this.#is_inside(folder, filename)) continue;
      const source = readFileSync(filename, this.encoding);
      return [source, filename, () => file_time(filename) === modified];
    }
    const folders = this.searchpath.map((folder) => `'${folder}'`).join(", ");
    throw new TemplateNotFound(template, `'${template}' not found in search path: ${folders}`);
  }

  /** A symbolic link may point out of the folder: the real paths decide. */
  #is_inside(folder: string, filename: string): boolean {
    if (this.followlinks) return true;
    return realpathSync(filename).startsWith(realpathSync(folder) + sep);
  }

  override list_templates(): string[] {
    const found = new Set<string>();
    for (const folder of this.searchpath) {
      for (const name of files_below(folder, this.followlinks)) found.add(name);
    }
    return Array.from(found).sort();
  }
}

/** The parts of a template's name. A part that could leave the folder, or name a device, is refused. */
export function split_template_path(template: string): string[] {
  const pieces = template.split("/").filter((piece) => piece !== "" && piece !== ".");
  const refused = pieces.some(
    (piece) =>
      piece === ".." || piece.includes("\0") || piece.includes("\\") || (sep !== "/" && /[:]/.test(piece)),
  );
  if (refused || pieces.length === 0) throw new TemplateNotFound(template);
  return pieces;
}

/** Modification time of a file, with nanoseconds; undefined where there is no file, or no name that could be one's. */
function file_time(filename: string): string | undefined {
  try {
    const stats = statSync(filename, { bigint: true });
    return stats.isFile() ? `${stats.mtimeNs} ${stats.size}` : undefined;
  } catch {
    return undefined; // no entry, a file where a folder should be, a name too long, links in a circle
  }
}

function files_below(folder: string, followlinks: boolean): string[] {
  let entries: ReturnType<typeof read_folder>;
  try {
    entries = read_folder(folder);
  } catch {
    return []; // a folder that does not exist holds no templates
  }
  return entries
    .filter((entry) => entry.isFile() || (followlinks && entry.isSymbolicLink()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

function read_folder(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true });
}
