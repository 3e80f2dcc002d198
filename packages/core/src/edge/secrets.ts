/** Takes the place of a secret. */
export const HIDDEN = "[hidden]";

/** Shorter secrets are part of many a word: they are hidden only where they stand in quotes. */
const LONG_ENOUGH = 6;
const SECRET_NAME =
  /passw|pwd|secret|token|credit|card_|api_?key|private|authori[sz]ation|cookie|credential|^pin$|^otp$|csrf/i;
const PASSWORD_IN_URL = /(:\/\/[^\s/:@]*:)[^\s/@]+@/g;
const TEXT_LITERAL = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`/g;

/** Whether what has this name is not for everybody's eyes: a field, a header, a key of the session. */
export function is_secret_name(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A source line; one that gives a secret's name a text shows the name only. */
export function hide_in_source(line: string): string {
  return is_secret_name(line) ? line.replace(TEXT_LITERAL, HIDDEN) : line;
}

/** Makes the function that takes the given values out of any text. */
export function make_redactor(secrets: readonly string[]): (text: string) => string {
  // The longest first: one secret may be part of another.
  const values = [...new Set(secrets)]
    .filter((secret) => secret !== "")
    .sort((one, two) => two.length - one.length);
  return (text) => values.reduce(hide_value, text.replace(PASSWORD_IN_URL, `$1${HIDDEN}@`));
}

function hide_value(text: string, secret: string): string {
  if (secret.length >= LONG_ENOUGH) return text.replaceAll(secret, HIDDEN);
  return ['"', "'", "`"].reduce(
    (hidden, quote) => hidden.replaceAll(`${quote}${secret}${quote}`, HIDDEN),
    text,
  );
}
