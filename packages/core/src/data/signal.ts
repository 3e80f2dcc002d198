import diagnostics_channel from "node:diagnostics_channel";
import { and_then, fold, is_thenable, type MaybePromise } from "./maybe_promise.ts";

/** Gets the app that sent the signal and what Flask passes by keyword. */
export type Receiver<Sender extends object, Extra> = (sender: Sender, extra: Extra) => unknown;

/** The receivers that were called, each with what it returned. */
type Results<Sender extends object, Extra> = readonly (readonly [Receiver<Sender, Extra>, unknown])[];

/** The context that a signal is sent in. */
interface About {
  readonly request: object | null;
}

const NOTHING: About = { request: null };
const NOBODY: readonly [] = [];

const NOTHING_MORE: object = Object.freeze({});

/** What `send` takes beside the sender: nothing need be said where nothing has to be. */
type Sent<Extra> = object extends Extra ? [extra?: Extra, about?: About] : [extra: Extra, about?: About];

interface Connection<Sender extends object, Extra> {
  readonly receiver: Receiver<Sender, Extra>;
  readonly sender: Sender | undefined;
}

/**
 * A named event that functions connect to (blinker's `Signal`, as Flask uses it). Every signal is published on
 * `node:diagnostics_channel` as `miniflask.<name>` too, so that tracing tools need not import this package.
 */
export class Signal<Extra extends object = object, Sender extends object = object> {
  readonly name: string;
  readonly #channel: diagnostics_channel.Channel;
  #connections: readonly Connection<Sender, Extra>[] = [];

  constructor(name: string) {
    this.name = name;
    this.#channel = diagnostics_channel.channel(`miniflask.${name}`);
  }

  /** Whether anybody listens; asked before a signal's arguments are put together. */
  get active(): boolean {
    return this.#connections.length > 0 || this.#channel.hasSubscribers;
  }

  /** Calls `receiver` for signals of `sender`, or of every app; returns it. A second time changes nothing. */
  connect<R extends Receiver<Sender, Extra>>(receiver: R, sender?: Sender): R {
    const is_known = this.#connections.some(
      (known) => known.receiver === receiver && known.sender === sender,
    );
    if (!is_known) this.#connections = [...this.#connections, { receiver, sender }];
    return receiver;
  }

  /** The same as a decorator: `request_started.connect_via(app)(function started() { … })`. */
  connect_via(sender?: Sender): <R extends Receiver<Sender, Extra>>(receiver: R) => R {
    return (receiver) => this.connect(receiver, sender);
  }

  disconnect(receiver: Receiver<Sender, Extra>, sender?: Sender): void {
    this.#connections = this.#connections.filter(
      (connection) =>
        connection.receiver !== receiver || (sender !== undefined && connection.sender !== sender),
    );
  }

  /**
   * Connects `receiver` for the time of a function: `await signal.connected_to(receiver, app).run(fn)` gives what `fn` does.
   * Afterwards it is not connected at all, even if it was before, as in blinker.
   */
  connected_to(receiver: Receiver<Sender, Extra>, sender?: Sender): { run<T>(fn: () => T): T } {
    return {
      run: (fn) => {
        this.connect(receiver, sender);
        return finally_call(fn, () => this.disconnect(receiver));
      },
    };
  }

  /** Whether a signal of `sender` would reach a receiver. */
  has_receivers_for(sender: Sender): boolean {
    return this.#connections.some(
      (connection) => connection.sender === undefined || connection.sender === sender,
    );
  }

  /**
   * Calls each receiver once, in order of connection, awaiting where one returns a thenable, and gives what each returned. Costs
   * nothing while nobody listens. Channels get the context's request too: their subscribers import no proxy to ask.
   */
  send(sender: Sender, ...sent: Sent<Extra>): MaybePromise<Results<Sender, Extra>>;
  send(
    sender: Sender,
    extra: Extra = NOTHING_MORE as Extra, // only where nothing has to be sent, by the signature above
    about: About = NOTHING,
  ): MaybePromise<Results<Sender, Extra>> {
    if (!this.active) return NOBODY;
    if (this.#channel.hasSubscribers) this.#channel.publish({ sender, request: about.request, ...extra });
    const wanted = this.#connections.filter((known) => known.sender === undefined || known.sender === sender);
    const receivers = [...new Set(wanted.map(({ receiver }) => receiver))];
    return fold<Receiver<Sender, Extra>, Results<Sender, Extra>>(receivers, NOBODY, (results, receiver) =>
      and_then(receiver(sender, extra), (result) => [...results, [receiver, result] as const]),
    );
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a signal carries is agreed between its sender and its receivers
type AnyExtra = { readonly [name: string]: any };

/** Signals by name (blinker's `Namespace`): `new Namespace().signal("model-saved")` is the same one each time. */
export class Namespace {
  readonly #signals = new Map<string, Signal<AnyExtra>>();

  signal(name: string): Signal<AnyExtra> {
    const signal = this.#signals.get(name) ?? new Signal<AnyExtra>(name);
    this.#signals.set(name, signal);
    return signal;
  }
}

/** `finally` for a function that may be asynchronous: it is over when its promise settles. */
function finally_call<T>(fn: () => T, end: () => void): T {
  let result: T;
  try {
    result = fn();
  } catch (error) {
    end();
    throw error;
  }
  if (!is_thenable(result)) {
    end();
    return result;
  }
  return Promise.resolve(result).finally(end) as T; // T is that promise's type
}
