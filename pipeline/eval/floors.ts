/** Least figures a build must reach, so that a change which makes things worse is noticed. */
import { z } from "zod";
import type { Scores } from "./score.ts";

/** A floor for one figure (`keep.f1: 0.95`), or a nested group of them. */
export type Floors = { [figure: string]: number | Floors };
export const Floors: z.ZodType<Floors> = z.lazy(() =>
  z.record(z.string(), z.union([z.number().min(0).max(1), Floors])),
);

export interface BelowFloor {
  /** Dotted name of the figure, e.g. `perKind.channel.f1`. */
  readonly figure: string;
  readonly floor: number;
  /** Undefined where the scores have no such figure. */
  readonly actual: number | undefined;
}

/** Figures below their floors, or without one to compare, in the order of the floors. */
export function belowFloors(scores: Scores, floors: Floors): BelowFloor[] {
  return flatten(floors).flatMap(([figure, floor]) => {
    const actual = figureOf(scores, figure);
    return actual !== undefined && actual >= floor ? [] : [{ figure, floor, actual }];
  });
}

function flatten(floors: Floors, prefix = ""): Array<[string, number]> {
  return Object.entries(floors).flatMap(([key, value]) =>
    typeof value === "number"
      ? [[prefix + key, value] as [string, number]]
      : flatten(value, `${prefix}${key}.`),
  );
}

function figureOf(scores: Scores, figure: string): number | undefined {
  let at: unknown = scores;
  for (const key of figure.split(".")) {
    at = typeof at === "object" && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  }
  return typeof at === "number" ? at : undefined;
}
