import { escape_html } from "../data/html_text.ts";
import type { ErrorReport, FactTable } from "./error_report.ts";
import { hide_in_source } from "./secrets.ts";
import type { Excerpt } from "./source_excerpt.ts";

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1d2330; background: #fff }
h1 { font-size: 1.4rem; color: #b3261e; white-space: pre-wrap; overflow-wrap: anywhere }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .3rem }
pre { background: #f4f5f8; padding: .6rem 0; overflow-x: auto; font-size: 13px; line-height: 1.45 }
pre span { display: block; padding: 0 .8rem; min-height: 1.45em }
pre .meant { background: #fde0dd; font-weight: 600 }
table { border-collapse: collapse; width: 100%; font-size: 13px }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #e4e6ec; overflow-wrap: anywhere }
th { width: 14rem; font-weight: 600 }
code { font-size: 13px }
@media (prefers-color-scheme: dark) {
  body { color: #e6e8ef; background: #171a21 } h1 { color: #ff8a80 } pre { background: #20242e } pre .meant { background: #5c2320 }
  th, td { border-color: #343a47 }
}`;

/** What the debug page shows. */
export interface DebugFacts {
  readonly errors: readonly ErrorReport[];
  readonly tables: readonly FactTable[];
  /** Takes secrets out of any text. */
  readonly redact: (text: string) => string;
}

/** The page for an error in debug mode: text and styles only, there is nothing on it that could run. */
export function debug_page({ errors, tables, redact }: DebugFacts): string {
  const html = (text: string) => escape_html(redact(text));
  const title = html(errors[0]?.title ?? "Error");
  return `<!doctype html>
<html lang=en>
<head><meta charset=utf-8><title>${title}</title><style>${STYLE}</style></head>
<body>
${errors.map((error, index) => error_html(error, index, html)).join("\n")}
${tables.map((table) => table_html(table, html)).join("\n")}
<p>You see this page because the app is in debug mode and you are at the machine it runs on.</p>
</body>
</html>
`;
}

type ToHtml = (text: string) => string;

function error_html({ title, template, frames }: ErrorReport, index: number, html: ToHtml): string {
  const heading = index === 0 ? `<h1>${html(title)}</h1>` : `<h1>Caused by ${html(title)}</h1>`;
  const in_template =
    template === null ? "" : `<h2>Template ${html(template.place)}</h2>${lines_html(template, html)}`;
  const own = frames.flatMap(({ excerpt, frame }) =>
    excerpt === null ? [] : [`<h2><code>${html(frame.text)}</code></h2>${lines_html(excerpt, html)}`],
  );
  const all = frames.map(({ frame }) => `<span>${html(frame.text)}</span>`).join("");
  const stack = all === "" ? "" : `<details><summary>The whole stack</summary><pre>${all}</pre></details>`;
  return [heading, in_template, ...own, stack].join("\n");
}

function lines_html({ lines }: Excerpt, html: ToHtml): string {
  const spans = lines.map(({ number, text, is_meant }) => {
    const line = html(`${String(number).padStart(5)}  ${hide_in_source(text)}`);
    return is_meant ? `<span class=meant>${line}</span>` : `<span>${line}</span>`;
  });
  return spans.length === 0 ? "" : `<pre>${spans.join("")}</pre>`;
}

function table_html({ title, rows }: FactTable, html: ToHtml): string {
  const lines = rows.map(
    ([name, value]) => `<tr><th>${html(name)}</th><td><code>${html(value)}</code></td></tr>`,
  );
  return `<h2>${html(title)}</h2>\n<table>${lines.join("")}</table>`;
}
