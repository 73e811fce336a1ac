/** Many words looked for in a text at once: hundreds of names, of which a text holds a few at most. */

export class Names {
  /** By first code unit, the words' numbers in their order. */
  readonly #byFirst = new Map<number, number[]>();
  readonly #begins = new Uint8Array(0x10000);

  /** @param words none of them empty; where several begin at one place the first of them stands there */
  constructor(readonly words: readonly string[]) {
    words.forEach((word, i) => {
      const first = word.charCodeAt(0);
      const own = this.#byFirst.get(first);
      if (own) own.push(i);
      else this.#byFirst.set(first, [i]);
      this.#begins[first] = 1;
    });
  }

  /** Numbers of the words that stand anywhere in a text, overlapping ones included, in their order. */
  in(text: string): number[] {
    const found: number[] = [];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#begins[code] === 0) continue;
      for (const n of this.#byFirst.get(code)!)
        if (!found.includes(n) && text.startsWith(this.words[n]!, i)) found.push(n);
    }
    return found.length > 1 ? found.sort((a, b) => a - b) : found;
  }

  /** As a pattern of all the words in their order, one or the other, would replace them from left to right. */
  replace(text: string, by: string): string {
    let out = "";
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#begins[code] === 0) continue;
      for (const n of this.#byFirst.get(code)!) {
        const word = this.words[n]!;
        if (!text.startsWith(word, i)) continue;
        out += text.slice(from, i) + by;
        from = i + word.length;
        i = from - 1;
        break;
      }
    }
    return from === 0 ? text : out + text.slice(from);
  }
}
