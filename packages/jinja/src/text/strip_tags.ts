import { unescape_html } from "./unescape.ts";
import { split_words } from "./words.ts";

/** markupsafe's `striptags`: tags and comments go, whitespace collapses, entities become characters. */
export function strip_tags(html: string): string {
  return unescape_html(split_words(without_tags(html)).join(" "));
}

function without_tags(html: string): string {
  let out = "";
  let at = 0;
  for (let start = html.indexOf("<"); start >= 0; start = html.indexOf("<", at)) {
    const stop = tag_end(html, start);
    if (stop < 0) break;
    out += html.slice(at, start);
    at = stop;
  }
  return out + html.slice(at);
}

function tag_end(html: string, start: number): number {
  if (html.startsWith("<!--", start)) {
    const stop = html.indexOf("-->", start + 4);
    return stop < 0 ? -1 : stop + 3;
  }
  const stop = html.indexOf(">", start);
  return stop < 0 ? -1 : stop + 1;
}
