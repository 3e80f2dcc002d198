/** Runs `action` while the code under test is told that it runs on Windows. */
export async function as_windows<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  const real = Object.getOwnPropertyDescriptor(process, "platform")!;
  Object.defineProperty(process, "platform", { ...real, value: "win32" });
  try {
    return await action();
  } finally {
    Object.defineProperty(process, "platform", real);
  }
}
