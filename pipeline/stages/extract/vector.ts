/**
 * A vector of named features that seldom writes its names out. Most features are pairs of characters
 * of a text; as strings they would cost more than all else that is done with them. What asks for names
 * (training, tests) gets them; a model is asked by the text itself.
 */

/** Pairs of neighbouring characters of a text, each the feature `<prefix> <pair>`. */
export interface Pairs {
  readonly prefix: string;
  readonly text: string;
  readonly value: number;
}

/** One pair of characters, by where it stands in a text; its feature is called by the pair alone. */
export interface Pair {
  readonly pairOf: string;
  readonly at: number;
  readonly value: number;
}

export interface Named {
  readonly name: string;
  readonly value: number;
}

/** Feature name → value, in the order in which the names came first; what came last for a name is its value. */
export class Vector implements ReadonlyMap<string, number> {
  /** All that was put in, in order. */
  readonly parts: Array<Named | Pairs | Pair> = [];
  readonly #named = new Map<string, number>();
  #all: Map<string, number> | undefined;

  set(name: string, value: number): this {
    this.parts.push({ name, value });
    this.#named.set(name, value);
    this.#all = undefined;
    return this;
  }

  /** Every pair of neighbouring code units of `text`. */
  pairs(prefix: string, text: string, value: number): this {
    if (text.length >= 2) this.parts.push({ prefix, text, value });
    this.#all = undefined;
    return this;
  }

  /** The pair of code units at a place of `text`, with a value of its own. */
  pair(text: string, at: number, value: number): this {
    this.parts.push({ pairOf: text, at, value });
    this.#all = undefined;
    return this;
  }

  get(name: string): number | undefined {
    // Not even looked for among the pairs where none has such a name.
    const maybe = this.parts.some(
      (p) =>
        ("pairOf" in p && name.length === 2) ||
        ("prefix" in p &&
          name.length === p.prefix.length + 3 &&
          name.startsWith(p.prefix) &&
          name[p.prefix.length] === " "),
    );
    return maybe ? this.#written().get(name) : this.#named.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#written().size;
  }

  entries(): MapIterator<[string, number]> {
    return this.#written().entries();
  }

  keys(): MapIterator<string> {
    return this.#written().keys();
  }

  values(): MapIterator<number> {
    return this.#written().values();
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return this.entries();
  }

  forEach(callback: (value: number, name: string, vector: ReadonlyMap<string, number>) => void): void {
    for (const [name, value] of this.#written()) callback(value, name, this);
  }

  #written(): Map<string, number> {
    if (this.#all !== undefined) return this.#all;
    const all = new Map<string, number>();
    for (const part of this.parts) {
      if ("name" in part) all.set(part.name, part.value);
      else if ("pairOf" in part) all.set(part.pairOf.slice(part.at, part.at + 2), part.value);
      else
        for (let i = 0; i + 1 < part.text.length; i++)
          all.set(`${part.prefix} ${part.text.slice(i, i + 2)}`, part.value);
    }
    this.#all = all;
    return all;
  }
}
