import { randomBytes } from "node:crypto";
import { constants, type PathLike } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ByteBuffer } from "./byte_buffer.ts";

/** Werkzeug keeps an uploaded file in memory up to this size. */
export const MAX_IN_MEMORY = 500 * 1024;
const NAME_BYTES = 16;
const PIECE = 64 * 1024;
const OWNER_ONLY = 0o600;
const NEW_FILE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/**
 * Bytes that are kept in memory while they are few, else in a temporary file. The file is removed from its folder
 * as soon as it is open, so that nothing is left whatever happens to the request, or to the process.
 */
export class SpooledFile {
  readonly #memory = new ByteBuffer();
  #handle: FileHandle | null = null;
  #size = 0;
  #closed = false;

  get size(): number {
    return this.#size;
  }

  /** Whether the bytes are on disk. */
  get is_rolled(): boolean {
    return this.#handle !== null;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Appends; the next chunk has to wait for the promise, where there is one. */
  write(chunk: Uint8Array): Promise<void> | void {
    this.#check_open();
    if (this.#handle !== null || this.#size + chunk.byteLength > MAX_IN_MEMORY)
      return this.#write_to_disk(chunk);
    this.keep(chunk);
  }

  /** Appends in memory, for bytes that are there already. */
  keep(chunk: Uint8Array): void {
    this.#memory.append(chunk);
    this.#size += chunk.byteLength;
  }

  async #write_to_disk(chunk: Uint8Array): Promise<void> {
    const handle = this.#handle ?? (await this.#roll_over());
    await write_all(handle, chunk, this.#size);
    this.#size += chunk.byteLength;
  }

  async #roll_over(): Promise<FileHandle> {
    const handle = await open_temporary_file();
    if (this.#closed) {
      await handle.close();
      this.#check_open();
    }
    this.#handle = handle;
    await write_all(handle, this.#memory.bytes(), 0);
    this.#memory.clear();
    return handle;
  }

  /** Up to `length` bytes from `position` on; empty at the end. */
  async read_at(position: number, length: number): Promise<Buffer> {
    this.#check_open();
    const end = Math.min(position + length, this.#size);
    if (position >= end) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(end - position);
    return bytes.subarray(0, await this.#fill(bytes, position));
  }

  /** Takes the bytes from `position` on into `bytes`, as many as there are, and tells how many. */
  async #fill(bytes: Buffer, position: number): Promise<number> {
    this.#check_open();
    if (this.#handle === null) return this.#memory.bytes().copy(bytes, 0, position);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await this.#handle.read(bytes, filled, bytes.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  /** Writes the bytes from `position` on to a file of that path. */
  async save_as(path: PathLike, position: number): Promise<void> {
    this.#check_open();
    const target = await open(path, "w");
    try {
      await this.#copy_to(target, position);
    } finally {
      await target.close();
    }
  }

  /** Through one buffer: those for each piece would be garbage until V8 has counted 64 MB of it. */
  async #copy_to(target: FileHandle, position: number): Promise<void> {
    const bytes = Buffer.allocUnsafe(PIECE);
    for (let at = position; at < this.#size; at += PIECE)
      await write_all(target, bytes.subarray(0, await this.#fill(bytes, at)), null);
  }

  /** The bytes in pieces, from `position` on. */
  async *chunks(position = 0): AsyncGenerator<Buffer> {
    for (let at = position; at < this.#size; at += PIECE) yield await this.read_at(at, PIECE);
  }

  /** Gives memory and disk back; a second call does nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#memory.clear();
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  #check_open(): void {
    if (this.#closed)
      throw new TypeError(
        "This file is closed: uploads end with their request. Await what uses one: await file.save(path).",
      );
  }
}

/** At `position`, or behind what was written before where that is null. */
async function write_all(handle: FileHandle, bytes: Uint8Array, position: number | null): Promise<void> {
  for (let written = 0; written < bytes.byteLength; ) {
    const at = position === null ? null : position + written;
    const { bytesWritten } = await handle.write(bytes, written, bytes.byteLength - written, at);
    written += bytesWritten;
  }
}

/** A name that nobody can guess, for the moment in which the file has one. */
async function open_temporary_file(): Promise<FileHandle> {
  const path = join(tmpdir(), `miniflask-${randomBytes(NAME_BYTES).toString("hex")}`);
  const handle = await open(path, NEW_FILE, OWNER_ONLY);
  try {
    await unlink(path);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}
