import { Flask } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const NUMBERS = "5.0 2.5 0.0 100.0 123456789.123 1e15 1e16 12345678912345678.0 1e20 1e-7 7 -3 1234567".split(
  " ",
);
const SPECS = (
  "# #.0 #.3 .0 .3 .10 #, #_ , _ #012 012 +# #.17 .17 n #n .3n #.3n g #g #.3g e #e #.0e f #f #.0f % #.0% E G " +
  "d #d x #x #X b #b o #o #08x"
).split(" ");

function formatted(number: string, spec: string): string {
  const template = app.jinja_env.from_string(`{{ '{:${spec}}'.format(${number}) }}`);
  try {
    return template.render();
  } catch {
    return "refused";
  }
}

export function specs() {
  for (const number of NUMBERS)
    log.push(`${number}: ${SPECS.map((spec) => formatted(number, spec)).join(" ")}`);
}
