/** Which rows of the subject's table of zones fire: in a heading, a lead, a sentence, a first or last paragraph. */
import type { ZoneRow } from "../../../schemas/lexicon-extract.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { firingIn } from "./sieve.ts";

const NONE: readonly ZoneRow[] = [];

const rowsIn = firingIn(({ zones }) => zones);

const firingOn = perSubject((subject: Subject) => {
  const fired = rowsIn(subject);
  return {
    heading: fired((row) => row.on === "heading"),
    lead: fired((row) => row.on === "lead"),
    sentence: fired((row) => row.on === "sentence"),
    opening: fired((row) => row.on === "opening"),
    closing: fired((row) => row.on === "closing"),
  };
});

/** Rows that look at a place and fire in its text, in the order of the table. */
export function zonesIn(on: ZoneRow["on"], text: string, subject: Subject): readonly ZoneRow[] {
  const fired = firingOn(subject)[on](text);
  return fired.length === 0 ? NONE : fired.map((i) => subject.zones[i]!.row);
}
