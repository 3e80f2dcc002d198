import { fileURLToPath } from "node:url";

/** One line of an error's stack. */
export interface StackFrame {
  readonly text: string;
  /** The source file; null for node's own code and for a template's line. */
  readonly file: string | null;
  readonly line: number;
  /** Whether the app's author wrote it: it is neither a package's nor the framework's. */
  readonly is_own: boolean;
}

// Where the framework's packages lie beside each other, in node_modules or in their repository.
const PACKAGES = fileURLToPath(new URL("../../..", import.meta.url));
const CODE_OF_PACKAGE = /^[\w-]+[\\/](?:src|dist)[\\/]/;
/** How many frames are looked at, and taken in debug mode: V8 takes 10, which may all be the framework's. */
export const MOST_FRAMES = 50;
const FRAME = /^ {4}at ([^\n]{1,1000})$/;
const PLACE = /(file:\/\/\/|\/|[A-Za-z]:\\)([^()]{1,500}\.[cm]?[jt]sx?)(?:\?[^:()]*)?:(\d{1,7}):\d{1,7}\)?$/;

/**
 * The frames of an error's stack. Its message is cut off first: a client's text in it could pass for frames. Where the
 * message is not found, because it was changed, no frame is trusted to be one's own, whose file is opened.
 */
export function stack_frames({ stack = "", message }: Pick<Error, "stack" | "message">): StackFrame[] {
  const start = stack.indexOf(message);
  const lines = stack.slice(start < 0 ? 0 : start + message.length).split("\n");
  const texts = lines.flatMap((line) => FRAME.exec(line)?.[1] ?? []).slice(0, MOST_FRAMES);
  return texts.map((text) => frame_of(text, start >= 0));
}

function frame_of(text: string, is_trusted: boolean): StackFrame {
  const place = PLACE.exec(text);
  if (place === null) return { text, file: null, line: 0, is_own: false };
  const [, root = "", path = "", line = ""] = place;
  const file = root.startsWith("file:") ? path_of_url(`${root}${path}`) : `${root}${path}`;
  return { text, file, line: Number(line), is_own: is_trusted && is_own(file) };
}

function path_of_url(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

function is_own(file: string): boolean {
  const is_framework = file.startsWith(PACKAGES) && CODE_OF_PACKAGE.test(file.slice(PACKAGES.length));
  return !is_framework && !/[\\/]node_modules[\\/]/.test(file);
}
