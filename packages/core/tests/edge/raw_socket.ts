import { connect, type Socket } from "node:net";

/** What a busy machine may need; node's own limits are longer. */
const PATIENCE_MS = 30_000;

/** One connection on which bytes are written as they are. */
export class RawSocket {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #closed = false;
  #wake: () => void = () => {};

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.on("data", (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    // A reset is one of the ways a server ends a connection.
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => {
      this.#closed = true;
      this.#wake();
    });
  }

  get text(): string {
    return this.#received.toString("latin1");
  }

  get closed(): boolean {
    return this.#closed;
  }

  write(bytes: string | Buffer): this {
    this.#socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
    return this;
  }

  /** Waits until `enough` holds; rejects after `ms`, showing what came. */
  async until(enough: (text: string) => boolean, ms = PATIENCE_MS): Promise<string> {
    const deadline = Date.now() + ms;
    while (!enough(this.text)) {
      if (this.#closed) throw new Error(`closed after: ${JSON.stringify(this.text)}`);
      await this.#next(deadline);
    }
    return this.text;
  }

  /** Waits until the server has ended the connection. */
  async until_closed(ms = PATIENCE_MS): Promise<string> {
    const deadline = Date.now() + ms;
    while (!this.#closed) await this.#next(deadline);
    return this.text;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  end(): void {
    this.#socket.destroy();
  }

  #next(deadline: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`nothing more came after: ${JSON.stringify(this.text.slice(0, 2_000))}`)),
        Math.max(deadline - Date.now(), 0),
      );
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The status codes of the answers in `text`, in order. */
export function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));
}
