/** A rule's text and options, as JSON. */
export interface RuleSpec {
  readonly rule: string;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly [option: string]: unknown;
}

/** Texts that a converter takes, and some that it only nearly takes. */
export const TEXTS = {
  "": ["a", "foo", "foo-bar", "1", "1.5", "é", "a b", "-", "--", "x.y", "😀", "a-b-c"],
  string: ["a", "foo", "x-y", "é", "12"],
  "string(length=2)": ["ab", "é1", "abc", "a", "😀b", "--"],
  "string(minlength=2, maxlength=4)": ["ab", "abcd", "abcde", "a", "x-y"],
  "string(minlength=3)": ["abc", "ab", "a-b-c"],
  int: ["0", "1", "42", "007", "-1", "1a", "1.0", ""],
  "int(fixed_digits=3)": ["001", "123", "1234", "12"],
  "int(min=5, max=20)": ["5", "20", "21", "4", "10"],
  "int(signed=True)": ["-5", "5", "--5", "-", "0", "-0"],
  float: ["1.5", "0.0", "1", "1.", ".5", "12.75", "-1.5"],
  "float(signed=True)": ["-1.5", "2.5", "--2.5"],
  "float(min=1, max=2)": ["1.5", "2.0", "2.5"],
  path: ["a", "a/b", "a/b/c", "foo/edit", "a//b", "x/", "1", "a-b/c-d", "a\nb", "\nb"],
  "any(about, help)": ["about", "help", "other", "abou"],
  'any(a, ab, "x.y", "a b")': ["a", "ab", "x.y", "a b", "abc", "xxy"],
  list: ["a+b", "a", "a+é+", "x"],
  even: ["2", "3", "10", "x"],
  slug: ["a", "a-b", "a--b", "a-b-c", "-a"],
  tail: ["a", "a/b", "a/b/c", "a//b", "1"],
  letters: ["a", "ab", "abc", "abcd", "1"],
  written: ["a", "a b", "1", "é"],
  uuid: ["a8098c1a-f86e-11da-bd1a-00112444be1e", "A8098C1A-F86E-11DA-BD1A-00112444BE1E", "a8098c1a"],
} as const;

export interface Variable {
  readonly name: string;
  readonly kind: Kind;
}
export type Kind = keyof typeof TEXTS;

/** A rule, and what its path is made of. */
export interface RandomRule {
  readonly spec: RuleSpec;
  readonly pieces: readonly (string | Variable)[];
}
