import { OverflowError } from "../errors.ts";
import { escape_text, Markup } from "./markup.ts";

const WORDS =
  "a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit class commodo condimentum congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae cursus dapibus diam dictum dictumst dignissim dis dolor donec dui duis egestas eget eleifend elementum elit enim erat eros est et etiam eu euismod facilisi facilisis fames faucibus felis fermentum feugiat fringilla fusce gravida habitant habitasse hac hendrerit hymenaeos iaculis id imperdiet in inceptos integer interdum ipsum justo lacinia lacus laoreet lectus leo libero ligula litora lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris metus mi molestie mollis montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non nonummy nostra nulla nullam nunc odio orci ornare parturient pede pellentesque penatibus per pharetra phasellus placerat platea porta porttitor posuere potenti praesent pretium primis proin pulvinar purus quam quis quisque rhoncus ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sit sociis sociosqu sodales sollicitudin suscipit suspendisse taciti tellus tempor tempus tincidunt torquent tortor tristique turpis ullamcorper ultrices ultricies urna ut varius vehicula vel velit venenatis vestibulum vitae vivamus viverra volutpat vulputate".split(
    " ",
  );

/** More filler than this is refused. */
const MAX_WORDS = 1_000_000;

function between(low: number, high: number): number {
  return low + Math.floor(Math.random() * (high - low));
}

/** Jinja's `lipsum()`: `n` paragraphs of `min` to `max` words of filler text, as HTML or plain. */
export function lorem_ipsum(
  n: unknown = 5,
  html: unknown = true,
  min: unknown = 20,
  max: unknown = 100,
): string | Markup {
  if (Number(n) * Number(max) > MAX_WORDS) throw new OverflowError("lipsum() was asked for too many words");
  const paragraphs = Array.from({ length: Number(n) }, () => paragraph(between(Number(min), Number(max))));
  if (!html) return paragraphs.join("\n\n");
  return new Markup(paragraphs.map((text) => `<p>${escape_text(text)}</p>`).join("\n"));
}

function paragraph(count: number): string {
  let capital = true;
  let [comma, stop] = [0, 0];
  let last = "";
  const words: string[] = [];
  for (let at = 0; at < count; at++) {
    let word = WORDS[between(0, WORDS.length)] ?? "";
    if (word === last) word = WORDS[between(0, WORDS.length)] ?? "";
    last = word;
    if (capital) word = word.charAt(0).toUpperCase() + word.slice(1);
    capital = false;
    if (at - between(3, 8) > comma) {
      comma = at;
      stop += 2;
      word += ",";
    }
    if (at - between(10, 20) > stop) {
      [comma, stop, capital] = [at, at, true];
      word += ".";
    }
    words.push(word);
  }
  const text = words.join(" ");
  return text.endsWith(".") ? text : `${text.endsWith(",") ? text.slice(0, -1) : text}.`;
}
