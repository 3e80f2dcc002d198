const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A Date is Python's aware datetime in UTC: that is what Flask's sessions give for it. */
export function date_text(date: Date): string {
  return Number.isNaN(date.getTime()) ? "Invalid Date" : iso_text(date, " ");
}

export function iso_text(date: Date, separator: string): string {
  const millis = date.getUTCMilliseconds();
  const fraction = millis === 0 ? "" : `.${pad(millis, 3)}000`;
  return `${day_text(date)}${separator}${time_text(date)}${fraction}+00:00`;
}

export function date_repr(date: Date): string {
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  parts.push(date.getUTCHours(), date.getUTCMinutes());
  const millis = date.getUTCMilliseconds();
  if (date.getUTCSeconds() !== 0 || millis !== 0) parts.push(date.getUTCSeconds());
  if (millis !== 0) parts.push(millis * 1000);
  return `datetime.datetime(${parts.join(", ")}, tzinfo=datetime.timezone.utc)`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function day_text(date: Date): string {
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}

function time_text(date: Date): string {
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
}

/** The day of the year, from 1. */
function day_of_year(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function clock_hour(date: Date): number {
  return date.getUTCHours() % 12 || 12;
}

/** Weeks of the year that begin on `first` (0 Sunday, 1 Monday). */
function week_of_year(date: Date, first: number): number {
  const weekday = (date.getUTCDay() - first + 7) % 7;
  return Math.floor((day_of_year(date) + 6 - weekday) / 7);
}

const DIRECTIVES: Readonly<Record<string, (date: Date) => string>> = {
  "%": () => "%",
  A: (date) => DAYS[date.getUTCDay()] ?? "",
  a: (date) => (DAYS[date.getUTCDay()] ?? "").slice(0, 3),
  B: (date) => MONTHS[date.getUTCMonth()] ?? "",
  b: (date) => (MONTHS[date.getUTCMonth()] ?? "").slice(0, 3),
  h: (date) => (MONTHS[date.getUTCMonth()] ?? "").slice(0, 3),
  c: (date) => strftime(date, "%a %b %e %H:%M:%S %Y"),
  D: (date) => strftime(date, "%m/%d/%y"),
  d: (date) => pad(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  F: day_text,
  f: (date) => `${pad(date.getUTCMilliseconds(), 3)}000`,
  H: (date) => pad(date.getUTCHours()),
  I: (date) => pad(clock_hour(date)),
  j: (date) => pad(day_of_year(date), 3),
  M: (date) => pad(date.getUTCMinutes()),
  m: (date) => pad(date.getUTCMonth() + 1),
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  R: (date) => strftime(date, "%H:%M"),
  S: (date) => pad(date.getUTCSeconds()),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  T: time_text,
  U: (date) => pad(week_of_year(date, 0)),
  W: (date) => pad(week_of_year(date, 1)),
  w: (date) => String(date.getUTCDay()),
  X: time_text,
  x: (date) => strftime(date, "%m/%d/%y"),
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => pad(date.getUTCFullYear() % 100),
  Z: () => "UTC",
  z: () => "+0000",
};

/** Python's `strftime`, in UTC and the C locale. `%-d` drops the padding, as the C library does. */
export function strftime(date: Date, format: string): string {
  return format.replace(/%(-?)([A-Za-z%])/g, (whole, bare: string, letter: string) => {
    const text = DIRECTIVES[letter]?.(date) ?? whole;
    return bare === "" ? text : text.replace(/^[0 ]+(?=.)/, "");
  });
}
