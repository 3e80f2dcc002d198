/** The parts of node's IncomingMessage that a body is read through. */
export interface BodyStream extends AsyncIterable<Uint8Array> {
  iterator(options: { destroyOnReturn: boolean }): AsyncIterator<Uint8Array>;
}

/**
 * A request body as the framework reads it. Giving up half-way must leave the socket alive, because a refusal has
 * still to be sent over it: node's own iterator would destroy it. `before_first` runs when reading begins.
 */
export class BodySource implements AsyncIterable<Uint8Array> {
  readonly #stream: BodyStream;
  readonly #before_first: (() => void) | undefined;

  constructor(stream: BodyStream, before_first?: () => void) {
    this.#stream = stream;
    this.#before_first = before_first;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    this.#before_first?.();
    return this.#stream.iterator({ destroyOnReturn: false });
  }
}
