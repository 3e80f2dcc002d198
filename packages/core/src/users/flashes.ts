import * as flashing from "../journey/flashing.ts";
import { active_request } from "./current_app.ts";

/** Keeps a message for the next page that shows messages; the category, in its turn or as `{ category: "error" }`, is for its look. */
export function flash(message: unknown, category: string | { readonly category?: string } = "message"): void {
  const named = typeof category === "string" ? category : (category.category ?? "message");
  flashing.flash(active_request("flash"), message, named);
}

/** The flashed messages, each shown once: texts, or with `with_categories` pairs of category and text. */
export function get_flashed_messages(
  options: flashing.FlashOptions & { readonly with_categories: true },
): [category: string, message: unknown][];
export function get_flashed_messages(options?: flashing.FlashOptions): unknown[];
export function get_flashed_messages(options: flashing.FlashOptions = {}): unknown[] {
  return flashing.get_flashed_messages(active_request("get_flashed_messages"), options);
}
