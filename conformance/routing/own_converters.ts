import { BaseConverter, type ConverterClass, ValidationError } from "@miniflask/core/routing";

// The same as in oracle.py.

class ListConverter extends BaseConverter {
  override to_python(value: string): string[] {
    return value.split("+");
  }
  override to_url(values: unknown): string {
    if (typeof values !== "string" && !Array.isArray(values)) throw new TypeError("no list");
    return Array.from(values, (value) => super.to_url(value)).join("+");
  }
}

/** What Python's `int()` raises. */
class ValueError extends Error {}

class EvenConverter extends BaseConverter {
  static override readonly regex = "\\d+";
  override to_python(value: string): number {
    return even(Number(value));
  }
  override to_url(value: unknown): string {
    if (typeof value === "string" && !/^-?\d+$/.test(value)) throw new ValueError("no integer");
    return String(even(Math.trunc(Number(value))));
  }
}

function even(value: number): number {
  if (value % 2 !== 0) throw new ValidationError();
  return value;
}

class SlugConverter extends BaseConverter {
  override regex = "[a-z]+(?:-[a-z]+)*";
}

class TailConverter extends BaseConverter {
  override regex = "[a-z]+(?:/[a-z]+)*";
  override weight = 150;
}

class LettersConverter extends BaseConverter {
  override regex = "[a-z]{1,3}";
  override weight = 60;
}

class WrittenConverter extends BaseConverter {
  static override readonly regex = "[^/]+";
}

export const CONVERTERS: Readonly<Record<string, ConverterClass>> = {
  list: ListConverter,
  even: EvenConverter,
  slug: SlugConverter,
  tail: TailConverter,
  letters: LettersConverter,
  written: WrittenConverter,
};
