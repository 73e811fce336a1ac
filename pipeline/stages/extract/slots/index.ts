/** What an item's own text states, normalized. A slot that is not stated is absent. */
import type { Kind, Slots } from "../../../../schemas/advice.ts";
import type { Subject } from "../../../lexicon/subject.ts";
import { amountsOf } from "./amounts.ts";
import { durationsOf, type Telling } from "./durations.ts";
import { hoursOf } from "./hours.ts";
import { materialsOf } from "./materials.ts";
import { optionsOf } from "./options.ts";
import { pathOf } from "./path.ts";
import { periodsOf } from "./periods.ts";
import { phonesOf } from "./phones.ts";
import { ratesOf } from "./rates.ts";

/** Kinds that may name a menu path: ways to the lender, and acts done in an app. */
const WITH_PATH: ReadonlySet<Kind> = new Set(["channel", "action", "material", "condition"]);

const TELLINGS: ReadonlyMap<Kind, Telling> = new Map([
  ["case", "story"],
  ["script", "words"],
]);

export function slotsOf(text: string, kind: Kind, subject: Subject): Slots {
  const phones = phonesOf(text);
  const hours = hoursOf(text);
  const path = WITH_PATH.has(kind) ? pathOf(text, subject) : undefined;
  const materials = materialsOf(text, subject, kind);
  const periods = periodsOf(text, subject);
  const options = optionsOf(text, subject, kind, periods);
  const durations = durationsOf(text, subject, TELLINGS.get(kind));
  const amounts = amountsOf(text);
  const rates = ratesOf(text);
  return {
    ...(phones.length > 0 && { phones }),
    ...(hours !== undefined && { hours }),
    ...(path !== undefined && { path }),
    ...(materials.length > 0 && { materials }),
    ...(options.length > 0 && { options }),
    ...(periods.length > 0 && { periods }),
    ...(durations.length > 0 && { durations }),
    ...(amounts.length > 0 && { amounts }),
    ...(rates.length > 0 && { rates }),
  };
}
