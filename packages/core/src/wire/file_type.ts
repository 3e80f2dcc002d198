import { lookup } from "mime-types";

/** Where Python's `mimetypes`, and so Flask, names another type than the mime-types package, or names one at all. */
const PYTHON_TYPES: ReadonlyMap<string, string> = new Map([
  ["bat", "text/plain"],
  ["c", "text/plain"],
  ["dll", "application/octet-stream"],
  ["exe", "application/octet-stream"],
  ["h", "text/plain"],
  ["h5", "application/x-hdf5"],
  ["ksh", "text/plain"],
  ["m3u", "application/vnd.apple.mpegurl"],
  ["mif", "application/x-mif"],
  ["obj", "application/octet-stream"],
  ["opus", "audio/opus"],
  ["pl", "text/plain"],
  ["py", "text/x-python"],
  ["pyc", "application/x-python-code"],
  ["pyo", "application/x-python-code"],
  ["rdf", "application/xml"],
  ["srt", "text/plain"],
  ["wav", "audio/x-wav"],
  ["wsdl", "application/xml"],
  ["xml", "text/xml"],
  ["xpdl", "application/xml"],
]);

/** Endings that stand for two. */
const JOINED_ENDINGS: ReadonlyMap<string, string> = new Map([
  ["svgz", "svg.gz"],
  ["taz", "tar.gz"],
  ["tbz2", "tar.bz2"],
  ["tgz", "tar.gz"],
  ["txz", "tar.xz"],
  ["tz", "tar.gz"],
]);

/** Endings that say how a file is packed, not what it is; their case counts, "Z" is not "z". */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ["br", "br"],
  ["bz2", "bzip2"],
  ["gz", "gzip"],
  ["xz", "xz"],
  ["Z", "compress"],
]);

/** What a file's name says of it; null where it says nothing. */
export interface FileType {
  readonly mimetype: string | null;
  readonly encoding: string | null;
}

/** The type and packing of a file by its name, as Python's `mimetypes.guess_type`: "a.tar.gz" is a gzipped tar. */
export function guess_type(filename: string): FileType {
  const name = filename.slice(filename.lastIndexOf("/") + 1);
  const joined = JOINED_ENDINGS.get(ending(name));
  const [base, last] = joined === undefined ? split_ending(name) : split_ending(`x.${joined}`);
  const encoding = ENCODINGS.get(last) ?? null;
  return { mimetype: type_of(encoding === null ? last : split_ending(base)[1]), encoding };
}

function ending(name: string): string {
  return split_ending(name)[1];
}

/** A leading dot makes a name hidden, it starts no ending. */
function split_ending(name: string): [base: string, ending: string] {
  const dot = name.lastIndexOf(".");
  return /^\.*$/.test(name.slice(0, Math.max(dot, 0)))
    ? [name, ""]
    : [name.slice(0, dot), name.slice(dot + 1)];
}

function type_of(extension: string): string | null {
  if (extension === "") return null;
  const lower = extension.toLowerCase();
  return PYTHON_TYPES.get(lower) ?? (lookup(`.${lower}`) || null);
}
