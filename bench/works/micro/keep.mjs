// Preload (--import) that removes a V8 lottery. process.nextTick builds { [sym]:…, [sym]:…, callback, args }; the hidden-class chain of
// that literal is only weakly held, so a mark-compact GC during boot frees it, the literal's feedback goes megamorphic for good and
// every nextTick then costs ~300 ns instead of ~50. Holding one tick object keeps the chain alive.
import { executionAsyncResource } from "node:async_hooks";

process.nextTick(() => {
  globalThis[Symbol.for("bench.keepTickObject")] = executionAsyncResource();
});
