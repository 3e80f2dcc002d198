const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
// RFC 5322 with the year forms of RFC 850; the weekday is not compared, as in Python's email.utils.
const DATE =
  /^[ \t]*(?:[A-Za-z]{3,9},?[ \t]*)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{1,4})[ \t]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[ \t]+(GMT|UTC|UT|Z|[+-]\d{4}))?[ \t]*$/;

/** A date as HTTP writes it, `Tue, 02 Jan 2024 03:04:05 GMT` (RFC 9110, 5.6.7). Raises RangeError outside years 1 to 9999. */
export function http_date(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    throw new RangeError("only dates of the years 1 to 9999 can be written as HTTP dates");
  }
  return date.toUTCString();
}

/** The date in such a text, or null where there is none (werkzeug.http.parse_date). */
export function parse_http_date(text: string): Date | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const [, day, month_name = "", year_text, hour, minute, second = "0", zone = "GMT"] = match;
  const month = MONTHS.indexOf(month_name.toLowerCase());
  if (month < 0) return null;
  const date = new Date(0);
  date.setUTCFullYear(full_year(Number(year_text)), month, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const rolled_over = date.getUTCDate() !== Number(day) || date.getUTCHours() !== Number(hour);
  if (rolled_over || date.getUTCMinutes() !== Number(minute)) return null;
  return new Date(date.getTime() - zone_offset(zone));
}

/** email.utils reads a year below 100 as one near to now, however many digits it was written with. */
function full_year(year: number): number {
  if (year >= 100) return year;
  return year > 68 ? 1900 + year : 2000 + year;
}

function zone_offset(zone: string): number {
  if (zone[0] !== "+" && zone[0] !== "-") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return (zone[0] === "-" ? -minutes : minutes) * 60_000;
}
