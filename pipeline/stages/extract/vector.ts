/**
 * A vector of named features that seldom writes its names out. Most features are pairs of characters
 * of a text; as strings they would cost more than all else that is done with them. What asks for names
 * (training, tests) gets them; a model is asked by the text itself.
 */

export interface Named {
  readonly form: "named";
  readonly name: string;
  readonly value: number;
}

/** Pairs of neighbouring characters of a text, each the feature `<prefix> <pair>`. */
export interface Pairs {
  readonly form: "pairs";
  readonly prefix: string;
  readonly text: string;
  readonly value: number;
}

/** The first one, two and three characters of a text, each the feature `<prefix>^<characters>`. */
export interface Starts {
  readonly form: "starts";
  readonly prefix: string;
  /** Three characters at most. */
  readonly text: string;
  readonly value: number;
}

/** Pairs of characters without a prefix, each with a value of its own, none of them twice. */
export interface Bag {
  readonly form: "bag";
  /** The two code units of a pair in one number, the first of them above. */
  readonly pairs: Int32Array;
  readonly values: Float64Array;
}

/** Of the starts of a text so many characters are features. */
export const LONGEST_START = 3;

/** Feature name → value, in the order in which the names came first; what came last for a name is its value. */
export class Vector implements ReadonlyMap<string, number> {
  /** All that was put in, in order. */
  readonly parts: Array<Named | Pairs | Starts | Bag> = [];
  /** Those of them that do not write their names out. */
  readonly #unwritten: Array<Pairs | Starts | Bag> = [];
  #all: Map<string, number> | undefined;

  set(name: string, value: number): this {
    this.parts.push({ form: "named", name, value });
    this.#all = undefined;
    return this;
  }

  /** Every pair of neighbouring code units of `text`. */
  pairs(prefix: string, text: string, value: number): this {
    return text.length < 2 ? this : this.#add({ form: "pairs", prefix, text, value });
  }

  /** What `text` begins with. */
  starts(prefix: string, text: string, value: number): this {
    return text === ""
      ? this
      : this.#add({ form: "starts", prefix, text: text.slice(0, LONGEST_START), value });
  }

  bag(pairs: Int32Array, values: Float64Array): this {
    return this.#add({ form: "bag", pairs, values });
  }

  #add(part: Pairs | Starts | Bag): this {
    this.parts.push(part);
    this.#unwritten.push(part);
    this.#all = undefined;
    return this;
  }

  get(name: string): number | undefined {
    // Not even looked for among what is not written out where none has such a name.
    for (const part of this.#unwritten) if (mayBeOf(part, name)) return this.#written().get(name);
    for (let i = this.parts.length - 1; i >= 0; i--) {
      const part = this.parts[i]!;
      if (part.form === "named" && part.name === name) return part.value;
    }
    return undefined;
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
      switch (part.form) {
        case "named":
          all.set(part.name, part.value);
          break;
        case "pairs":
          for (let i = 0; i + 1 < part.text.length; i++)
            all.set(`${part.prefix} ${part.text.slice(i, i + 2)}`, part.value);
          break;
        case "starts":
          for (let n = 1; n <= part.text.length; n++)
            all.set(`${part.prefix}^${part.text.slice(0, n)}`, part.value);
          break;
        case "bag":
          part.pairs.forEach((pair, i) => {
            all.set(String.fromCharCode(pair >>> 16, pair & 0xffff), part.values[i]!);
          });
      }
    }
    this.#all = all;
    return all;
  }
}

/** Whether a name is of the form of a part's names. */
function mayBeOf(part: Pairs | Starts | Bag, name: string): boolean {
  if (part.form === "bag") return name.length === 2;
  const { prefix } = part;
  const more = name.length - prefix.length;
  return part.form === "pairs"
    ? more === 3 && name[prefix.length] === " " && name.startsWith(prefix)
    : more >= 2 && more <= 1 + LONGEST_START && name[prefix.length] === "^" && name.startsWith(prefix);
}
