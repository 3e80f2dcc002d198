export { Namespace, Signal } from "./data/signal.ts";
export * from "./setup/signals.ts";
