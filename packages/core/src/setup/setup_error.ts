/** The app was set up wrongly: the message names the call and the fix (Flask raises AssertionError here). */
export class SetupError extends Error {
  static {
    SetupError.prototype.name = "SetupError";
  }
}
