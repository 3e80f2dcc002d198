/**
 * The texts of variables found so far. A search takes back what led nowhere by setting `size`, and one stack serves
 * all searches of a map: to shorten an array costs more than to match most paths.
 */
export class TextStack {
  readonly items: string[] = [];
  size = 0;

  push(text: string): void {
    this.items[this.size++] = text;
  }
}
