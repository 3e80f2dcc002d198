/** The part of node's ServerResponse that tells a client to go on. */
interface ContinuableResponse {
  writeContinue(): void;
}

const waiting = new WeakSet<ContinuableResponse>();

/** Remembers that the client of `res` holds its body back until it is told to continue (RFC 9110 section 10.1.1). */
export function expect_continue(res: ContinuableResponse): void {
  waiting.add(res);
}

export function awaits_continue(res: ContinuableResponse): boolean {
  return waiting.has(res);
}

/** Sends `100 Continue`, once. */
export function tell_to_continue(res: ContinuableResponse): void {
  if (waiting.delete(res)) res.writeContinue();
}
