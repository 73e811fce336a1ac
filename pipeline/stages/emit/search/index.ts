/**
 * `data/search.json`: the serialized form of a MiniSearch index, with what is needed to ask it.
 *
 * The index is put together here, in flat arrays, and written term by term: an index of MiniSearch's
 * own takes many times the memory while it grows. That both are the same is tested.
 */
import { AdviceItem } from "../../../../schemas/advice.ts";
import type { BuildResult } from "../../../result.ts";
import { fold, indexTerms } from "../assets/lib/tokenize.js";
import { inOrder } from "../in-order.ts";
import { Characters, charactersThatOccur, simplifiedCharacters } from "./characters.ts";
import { FIELDS, type Field, fieldsOf } from "./fields.ts";

const NAMES = Object.keys(FIELDS) as Field[];

/** Fields of an item that come with a hit. */
const STORED = ["kind", "phase", "products", "title", "text"] as const satisfies ReadonlyArray<
  keyof AdviceItem
>;

/** Options of MiniSearch that are data; the functions are those of `lib/tokenize.js`. */
export const OPTIONS = {
  fields: NAMES,
  storeFields: STORED,
  searchOptions: { boost: FIELDS },
} as const;

/** Occurrences of one term: [item × fields + field, times] pairs, one after another. */
type Postings = number[];

/** @returns the file in pieces */
export function* searchJson({ advice, labels }: Pick<BuildResult, "advice" | "labels">): Generator<string> {
  const simplified = simplifiedCharacters();
  const postings = new Map<string, Postings>();
  const lengths: number[] = [];
  const sums = NAMES.map(() => 0);
  const occurring = new Characters();
  advice.items.forEach((item, i) => {
    const fields = fieldsOf(item, labels);
    NAMES.forEach((name, f) => {
      const terms = indexTerms(fold(fields[name], simplified));
      const times = new Map<string, number>();
      for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1);
      for (const [term, count] of times) {
        let list = postings.get(term);
        if (!list) {
          list = [];
          postings.set(term, list);
          occurring.add(term);
        }
        list.push(i * NAMES.length + f, count);
      }
      // As MiniSearch has it: a field's length is the number of its different terms.
      lengths.push(times.size);
      sums[f]! += times.size;
    });
  });

  const count = advice.items.length;
  yield `{"simplified":${JSON.stringify(charactersThatOccur(occurring))},\n"options":${JSON.stringify(OPTIONS)},\n`;
  const head = {
    documentCount: count,
    nextId: count,
    fieldIds: Object.fromEntries(NAMES.map((name, f) => [name, f])),
    averageFieldLength: count === 0 ? [] : sums.map((sum) => sum / count),
    dirtCount: 0,
    serializationVersion: 2,
  };
  yield `"index":${JSON.stringify(head).slice(0, -1)},\n"documentIds":{`;
  yield* entries(advice.items, (item) => item.id);
  yield '},\n"fieldLength":{';
  yield* entries(advice.items, (_, i) => lengths.slice(i * NAMES.length, (i + 1) * NAMES.length));
  yield '},\n"storedFields":{\n';
  yield* entries(advice.items, stored, ",\n");
  yield '},\n"index":[\n';
  let separator = "";
  for (const [term, list] of postings) {
    yield `${separator}[${JSON.stringify(term)},${byField(list)}]`;
    separator = ",\n";
  }
  yield "]}}\n";
}

/** Members of an object whose keys are the numbers of a list. */
function* entries<T>(
  list: readonly T[],
  shape: (value: T, i: number) => unknown,
  comma = ",",
): Generator<string> {
  for (const [i, value] of list.entries()) {
    yield `${i === 0 ? "" : comma}"${i}":${JSON.stringify(shape(value, i))}`;
  }
}

function stored(item: AdviceItem): Readonly<Record<string, unknown>> {
  const checked = inOrder(AdviceItem, item);
  return Object.fromEntries(STORED.map((name) => [name, checked[name]]));
}

/** Postings as MiniSearch writes them: `{ field: { item: times } }`. */
function byField(list: Postings): string {
  const fields = NAMES.map((): string[] => []);
  for (let i = 0; i < list.length; i += 2) {
    const at = list[i]!;
    fields[at % NAMES.length]!.push(`"${Math.floor(at / NAMES.length)}":${list[i + 1]}`);
  }
  const members = fields.flatMap((members, f) =>
    members.length === 0 ? [] : [`"${f}":{${members.join(",")}}`],
  );
  return `{${members.join(",")}}`;
}
