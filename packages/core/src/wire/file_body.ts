import { open } from "node:fs/promises";

const PIECE = 64 * 1024;

/** A file, or a part of one, as a response's body: opened when the first piece is asked for, closed behind the last. */
export class FileBody implements AsyncIterable<Uint8Array> {
  readonly path: string;
  readonly start: number;
  readonly end: number;

  constructor(path: string, start: number, end: number) {
    this.path = path;
    this.start = start;
    this.end = end;
  }

  /** The `length` bytes from `start` on, without reading what is before them. */
  part(start: number, length: number): FileBody {
    const from = this.start + start;
    return new FileBody(this.path, from, Math.min(from + length, this.end));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const handle = await open(this.path);
    try {
      for (let at = this.start; at < this.end; ) {
        const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(Math.min(PIECE, this.end - at)), {
          position: at,
        });
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }
}
