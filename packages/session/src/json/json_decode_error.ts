/** Text that is no JSON. The message and the fields are those of Python's `json.JSONDecodeError`. */
export class JSONDecodeError extends SyntaxError {
  override readonly name: string = "JSONDecodeError";
  readonly msg: string;
  readonly doc: string;
  /** Index in `doc`, counted in code points as Python counts. */
  readonly pos: number;
  readonly lineno: number;
  readonly colno: number;

  /** `index` counts UTF-16 units, as JavaScript does. */
  constructor(msg: string, doc: string, index: number) {
    const before = doc.slice(0, index);
    const line_start = before.lastIndexOf("\n") + 1;
    const pos = count_code_points(before);
    const lineno = before.split("\n").length;
    const colno = count_code_points(before.slice(line_start)) + 1;
    super(`${msg}: line ${lineno} column ${colno} (char ${pos})`);
    this.msg = msg;
    this.doc = doc;
    this.pos = pos;
    this.lineno = lineno;
    this.colno = colno;
  }
}

function count_code_points(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
