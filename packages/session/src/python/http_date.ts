const WEEKDAYS = new Set(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
const MONTHS = [
  ["jan", "january"],
  ["feb", "february"],
  ["mar", "march"],
  ["apr", "april"],
  ["may", "may"],
  ["jun", "june"],
  ["jul", "july"],
  ["aug", "august"],
  ["sep", "september"],
  ["oct", "october"],
  ["nov", "november"],
  ["dec", "december"],
];
const MONTH_NUMBERS = new Map(
  MONTHS.flatMap((names, index) => names.map((name): [string, number] => [name, index])),
);
// The zone names of RFC 5322 section 4.3, as hours and minutes written in one number.
const ZONES = new Map([
  ["UT", 0],
  ["UTC", 0],
  ["GMT", 0],
  ["Z", 0],
  ["AST", -400],
  ["ADT", -300],
  ["EST", -500],
  ["EDT", -400],
  ["CST", -600],
  ["CDT", -500],
  ["MST", -700],
  ["MDT", -600],
  ["PST", -800],
  ["PDT", -700],
]);
const DAY_SECONDS = 86_400;
const MAX_YEAR = 9999;
// A two-digit year above this is of the last century (RFC 5322 and Python agree on 1969 to 2068).
const LAST_YEAR_OF_THIS_CENTURY = 68;

/** A date as HTTP writes it, `Tue, 02 Jan 2024 03:04:05 GMT` (RFC 9110, 5.6.7). Raises RangeError outside years 1 to 9999. */
export function http_date(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    throw new RangeError("only dates of the years 1 to 9999 can be written as HTTP dates");
  }
  return date.toUTCString();
}

/**
 * The date in a header, or null when there is none. As lenient as Python's `email.utils`: RFC 1123, RFC 850 and
 * asctime-like dates, month names in full, two-digit years, zone names and offsets. No zone means UTC (werkzeug.http.parse_date).
 */
export function parse_http_date(value: string | null | undefined): Date | null {
  const parts = value ? date_parts(value) : null;
  if (parts === null) return null;
  const { year, month, day, clock, zone } = parts;
  const time = clock_seconds(clock);
  const offset = zone_seconds(zone);
  if (time === null || offset === null) return null;
  const midnight = midnight_of(whole_number(year), month, whole_number(day));
  return midnight === null ? null : new Date(midnight + (time - offset) * 1000);
}

interface DateParts {
  readonly year: string;
  readonly month: number;
  readonly day: string;
  readonly clock: string;
  readonly zone: string;
}

function date_parts(value: string): DateParts | null {
  const words = date_words(value);
  if (words.length < 5) return null;
  let [day, month, year, clock, zone] = words as [string, string, string, string, string];
  if (!MONTH_NUMBERS.has(month.toLowerCase())) [day, month] = [month, day];
  const month_number = MONTH_NUMBERS.get(month.toLowerCase());
  if (month_number === undefined) return null;
  // "Sun Nov 6 08:49:37 1994": the clock stands before the year in C's asctime().
  if (year.indexOf(":") > 0) [year, clock] = [clock, year];
  year = drop_last_comma(year);
  if (!is_digit(year.charCodeAt(0))) [year, zone] = [zone, year];
  return { year, month: month_number, day: drop_last_comma(day), clock: drop_last_comma(clock), zone };
}

/** Day, month, year, clock and zone as words, however they were joined; fewer when some are missing. */
function date_words(value: string): string[] {
  let words = value.trim().split(/\s+/);
  const first = words[0] ?? "";
  if (first.endsWith(",") || WEEKDAYS.has(first.toLowerCase())) words.shift();
  else words[0] = first.slice(first.lastIndexOf(",") + 1);
  const joined = words.length === 3 ? words[0]!.split("-") : [];
  if (joined.length === 3) words = joined.concat(words.slice(1));
  if (words.length === 4) words.splice(3, 1, ...split_zone(words[3]!));
  return words;
}

function split_zone(clock: string): [string, string] {
  const plus = clock.indexOf("+");
  const at = plus === -1 ? clock.indexOf("-") : plus;
  return at > 0 ? [clock.slice(0, at), clock.slice(at)] : [clock, ""];
}

function clock_seconds(clock: string): number | null {
  const by_colon = clock.split(":");
  const fields = by_colon.length === 1 ? clock.split(".") : by_colon;
  if (fields.length !== 2 && fields.length !== 3) return null;
  const hour = whole_number(fields[0]!);
  const minute = whole_number(fields[1]!);
  const second = whole_number(fields[2] ?? "0");
  const valid = within(hour, 0, 23) && within(minute, 0, 59) && within(second, 0, 59);
  return valid ? hour * 3600 + minute * 60 + second : null;
}

function zone_seconds(zone: string): number | null {
  const number = ZONES.get(zone.toUpperCase()) ?? whole_number(zone);
  if (Number.isNaN(number)) return 0;
  const size = Math.abs(number);
  const seconds = Math.floor(size / 100) * 3600 + (size % 100) * 60;
  if (seconds >= DAY_SECONDS) return null;
  return number < 0 ? -seconds : seconds;
}

function midnight_of(short_year: number, month: number, day: number): number | null {
  const year = full_year(short_year);
  if (!within(year, 1, MAX_YEAR) || !within(day, 1, 31)) return null;
  const midnight = Date.UTC(year, month, day);
  // The 31st of a shorter month has moved on into the next one.
  return new Date(midnight).getUTCDate() === day ? midnight : null;
}

function full_year(year: number): number {
  if (!(year < 100)) return year;
  return year > LAST_YEAR_OF_THIS_CENTURY ? year + 1900 : year + 2000;
}

function whole_number(text: string): number {
  return /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function drop_last_comma(text: string): string {
  return text.endsWith(",") ? text.slice(0, -1) : text;
}

function is_digit(code: number): boolean {
  return code >= 48 && code <= 57;
}
